"""The workbench in the browser. The only room that knows Streamlit; pages call the desk and decide nothing."""
