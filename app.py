"""The entry of the workbench: `streamlit run app.py`."""

from factdesk.ui.main import main

main()
