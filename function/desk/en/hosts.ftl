# How hosts answer
hosts-title = Hosts
hosts-text = How hosts answered to introductions in the last year and a half. Those that do not answer stand first: they were asked twice or more since their last answer, and let each pass.
hosts-own = { $count ->
    [one] This year one request found a host that answered; it was introduced to it within { $days }.
   *[other] This year { $count } requests found a host that answered; half of them were introduced to it within { $days }.
}
hosts-days = { $count ->
    [0] a day
    [one] one day
   *[other] { $count } days
}
hosts-silent-count = { $count ->
    [one] One host does not answer.
   *[other] { $count } hosts do not answer.
} Call them, or ask whether the offer still stands.
hosts-requests = { $count ->
    [one] One introduction
   *[other] { $count } introductions
}
hosts-request-answered = it answered
hosts-request-waiting = its answer is waited for
hosts-request-closed = ended without its answer
hosts-list = List of hosts
hosts-caption = { $count ->
    [one] One offer
   *[other] { $count } offers
}
hosts-offer = Offer
hosts-asked = Asked
hosts-answered = Answered
hosts-half-within = Half within
hosts-waiting = Waiting now
hosts-last = Last asked
hosts-gone = no longer in the catalogue
hosts-none = Nobody has been introduced to a host yet.
