"""The app's pages. Streamlit only: takes an Answer, shows an Answer."""
