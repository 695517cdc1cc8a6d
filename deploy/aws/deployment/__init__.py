"""What `deploy/aws/deploy` is made of. Python's own library only, so that it runs wherever the AWS command does."""
