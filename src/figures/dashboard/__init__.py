"""The parts of the dashboard that speak to Streamlit. Nothing else in the package does.

`store` loads the claims, `bar` shows the filters and keeps them in the address, `pane` shows the evidence of a claim.
"""
