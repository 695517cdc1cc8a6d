# How hosts answer
hosts-title = Hosts
hosts-text = How hosts answered to introductions in the last year and a half. Those that never answer stand first.
hosts-own = { $count ->
    [one] This year one request was introduced to a host, within { $days }.
   *[other] This year { $count } requests were introduced to a host; half of them within { $days }.
}
hosts-days = { $count ->
    [0] a day
    [one] one day
   *[other] { $count } days
}
hosts-silent-count = { $count ->
    [one] One host never answers.
   *[other] { $count } hosts never answer.
} Call them, or ask whether the offer still stands.
hosts-silent = never answers
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
