# What went wrong
conflict-title = Somebody was faster
conflict-text = Meanwhile this request was changed, so nothing of yours has been saved yet. Here is what changed:
conflict-next = Look at it, then send again if it still holds.
problem-by = Write your name, in at most 80 characters.
problem-version = The page was too old. Here is the request as it stands now.
problem-not-now = “{ $step }” is not possible where the request stands: { $from }.
problem-title = Not saved
error-not-found = There is no such page
error-not-found-text = Check the address or the reference. The request may have been erased.
error-refused = This desk answers only on its own machine
error-refused-text = Open it as http://localhost, http://127.0.0.1 or http://[::1], and send forms from its own pages.
error-forwarded = This request came through a proxy
error-forwarded-text = The desk answers to browsers on its own machine. To use it through a reverse proxy, start it with --trusted-proxy and the proxy’s address.
error-signed-out = You are not signed in
error-signed-out-text = The desk shows personal data, so it asks everybody for the token with which it was started.
error-signed-out-how = Go to the terminal in which “matchmaker desk” or “matchmaker serve” runs, and open the address that it printed when it started. The address ends with “?token=” and the token, and signs this browser in until it is closed.
error-signed-out-fixed = If the environment variable MATCHMAKER_DESK_TOKEN sets the token, ask whoever runs the desk for it, and write it behind “/desk/?token=”.
error-signed-out-sent = Nothing was saved. Sign in in another tab, come back with your browser’s Back button, where your text still is, and send it again.
error-signed-out-again = If you are signed in and followed a link from somewhere else:
error-signed-out-link = Open this page
error-wrong-token = This token is not valid
error-wrong-token-text = The desk has another token. It is new with every start, unless MATCHMAKER_DESK_TOKEN sets it.
resend-title = Send this again
resend-text = The page that sent this was opened before you signed in. Nothing was saved yet. Look at what it says, then send it.
resend-send = Send it now
error-unavailable = The store can’t be reached
error-unavailable-text = Nothing was changed. Try again in a moment; if it stays so, look at the log.
error-malformed = This could not be read
error-malformed-text = Go back, load the page anew and try again.
error-method = This address can’t be used that way
error-method-text = Go back to the inbox.
fault-missing = fill this in
fault-too-short = { $min ->
    [one] say it in at least one character
   *[other] say it in at least { $min } characters
}
fault-too-long = { $length ->
    [one] this has one character; at most { $max } are allowed
   *[other] this has { $length } characters; at most { $max } are allowed
}
fault-email-address = “{ $value }” is not an address that mail reaches
fault-email-local-part = many mail servers can’t deliver to “{ $value }”; before the @ only the letters a to z, digits and . _ + - are safe
fault-date = “{ $value }” is not a day; write it as 2027-03-18
fault-number = “{ $value }” is not a whole number
fault-out-of-range = { $value } is not between { $min } and { $max }
fault-reversed = the end ({ $last }) must not come before the start ({ $first })
fault-past = this day has gone by
fault-future = this day is still to come
fault-part-exceeds-whole = { $part ->
    [one] one person is more than { $whole } in all
   *[other] { $part } people are more than { $whole } in all
}
fault-unknown-code = “{ $value }” is none of the choices
fault-line-break = write it on one line
fault-control-character = type it again, without copying invisible characters
fault-text-direction = type it again, without copying invisible characters
fault-lost-character = a letter was lost; type it again
fault-slug = only small letters a to z, digits and single hyphens
fault-unknown-reference = there is no “{ $value }”
