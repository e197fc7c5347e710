"""The workbench in the browser. The only room that knows Streamlit; its pages call the desk."""
