# Errors that programs get from the API
error-unauthorized-title = A token is missing
error-unauthorized-text = Send a living token: Authorization: Bearer … (make one with brobygger token create).
error-too_many_requests-title = Too many requests
error-too_many_requests-text = Wait as long as Retry-After says and try again.
error-purpose_missing-title = A purpose is missing
error-purpose_missing-text = Calls about citizens need the header Purpose: match, follow_up, case, quality or insight.
error-precondition_required-title = If-Match is missing
error-precondition_required-text = Get the place first and send its ETag in If-Match.
error-method_not_allowed-title = No such method here
error-method_not_allowed-text = See the methods allowed in Allow and in /openapi.json.
error-unsupported_media_type-title = JSON only
error-unsupported_media_type-text = Send application/json.
error-cross_site-title = The call came from another site
error-cross_site-text = A call from another site in a browser is not taken. A program sends neither Origin nor Sec-Fetch-Site.
