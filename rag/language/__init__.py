"""What both documents and questions need from language: sentences, dates."""
