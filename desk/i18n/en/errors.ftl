# What went wrong
conflict-title = Somebody else changed this request
conflict-text = This request was changed while you were working on it, so your changes are not saved yet. This is what changed:
conflict-next = Check it, then send your changes again if they still apply.
problem-by = Write your name, in at most 80 characters.
problem-version = The page was out of date. This is the request as it is now.
problem-not-now = You cannot choose “{ $step }” while the status of the request is “{ $from }”.
problem-no-change = This is what is recorded already, so there is nothing to save.
problem-title = Not saved
error-not-found = Page not found
error-not-found-text = Check the address or the reference. The request may have been erased.
error-refused = This desk only answers on its own computer
error-refused-text = Open it as http://localhost, http://127.0.0.1 or http://[::1], and send forms from its own pages.
error-forwarded = This request came through a proxy
error-forwarded-text = The desk answers to browsers on its own machine. To use it through a reverse proxy, start it with --trusted-proxy and the proxy’s address.
error-signed-out = You are not signed in
error-signed-out-text = The desk shows personal data, so it asks everybody for the token with which it was started.
error-signed-out-how = Go to the terminal in which “matchmaker desk” or “matchmaker serve” runs, and open the address that it printed when it started. The address ends with “?token=” and the token, and keeps this browser signed in until you close it.
error-signed-out-fixed = If the environment variable MATCHMAKER_DESK_TOKEN sets the token, ask whoever runs the desk for it, and write it behind “/desk/?token=”.
error-signed-out-sent = Nothing was saved. Sign in in another tab, come back with your browser’s Back button, where your text still is, and send it again.
error-signed-out-again = If you are signed in and followed a link from somewhere else:
error-signed-out-link = Open this page
error-wrong-token = This token is not valid
error-wrong-token-text = The desk uses another token. It gets a new one at every start, unless MATCHMAKER_DESK_TOKEN sets it.
resend-title = Send this again
resend-text = You opened the page that sent this before you signed in. Nothing is saved yet. Check what it says, then send it.
resend-send = Send it now
error-unavailable = The store can’t be reached
error-unavailable-text = Nothing was changed. Try again in a moment. If that does not help, look at the log.
error-malformed = This could not be read
error-malformed-text = Go back, reload the page and try again.
error-method = This address can’t be used that way
error-method-text = Go back to the inbox.
fault-missing = fill this in
fault-too-short = { $min ->
    [one] write at least one character
   *[other] write at least { $min } characters
}
fault-too-long = { $length ->
    [one] this has one character; at most { $max } are allowed
   *[other] this has { $length } characters; at most { $max } are allowed
}
fault-email-address = “{ $value }” is not an e-mail address that can receive mail
fault-email-local-part = many mail servers can’t deliver to “{ $value }”; before the @ only the letters a to z, digits and . _ + - are safe
fault-date = “{ $value }” is not a date; write it as 2027-03-18
fault-number = “{ $value }” is not a whole number
fault-out-of-range = { $value } is not between { $min } and { $max }
fault-reversed = the end date must be after the start date, or the same day
fault-past = this date is in the past
fault-out-of-reach = { $years ->
    [one] this date is more than one year away; check the year
   *[other] this date is more than { $years } years away; check the year
}
fault-date-out-of-sense = “{ $value }” is not a date that anybody plans for; check the year
fault-future = this date is in the future
fault-part-exceeds-whole = { $part ->
    [one] one person is more than { $whole } in all
   *[other] { $part } people are more than { $whole } in all
}
fault-unknown-code = “{ $value }” is not one of the choices
fault-line-break = write it on one line
fault-control-character = type it again, without copying invisible characters
fault-text-direction = type it again, without copying invisible characters
fault-lost-character = a character was lost; type it again
fault-slug = use only the letters a to z, digits and single hyphens
fault-unknown-reference = there is no “{ $value }”
