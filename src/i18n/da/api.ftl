# Fejl, som programmer får af API'et
error-unauthorized-title = Nøgle mangler
error-unauthorized-text = Send et gyldigt token: Authorization: Bearer … (lav et med brobygger token create).
error-too_many_requests-title = For mange kald
error-too_many_requests-text = Vent så længe, som Retry-After siger, og prøv igen.
error-purpose_missing-title = Formål mangler
error-purpose_missing-text = Opslag om borgere skal have headeren Purpose: match, follow_up, case, quality eller insight.
error-precondition_required-title = If-Match mangler
error-precondition_required-text = Hent pladsen først, og send dens ETag i If-Match.
error-method_not_allowed-title = Metoden findes ikke her
error-method_not_allowed-text = Se de tilladte metoder i Allow og i /openapi.json.
error-unsupported_media_type-title = Kun JSON
error-unsupported_media_type-text = Send application/json.
error-cross_site-title = Kaldet kom fra en anden side
error-cross_site-text = Et kald fra en anden hjemmeside i en browser tages ikke imod. Kald fra et program sender hverken Origin eller Sec-Fetch-Site.
