"""Authentication and authorization: an endpoint that is not in the policy is denied."""
