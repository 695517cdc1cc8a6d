# A purge that is held back, since the machine's clock may be wrong.
purge-title = Erasing what has expired
purge-notice = Expired requests are not erased at the moment: the clock of this machine may be wrong.
purge-notice-link = See what is held back
purge-why-ahead = The clock of this machine is far ahead of when the requests were last in use. Either nobody has used them for that long, or the clock is wrong.
purge-why-behind = The clock of this machine is behind when the requests were last in use: one of both times is wrong.
purge-why-share = An unusual share of all requests has expired at once. Either many came in together long ago, or the clock of this machine or the number of days in “site.toml” is wrong.
purge-now = The clock of this machine says
purge-believed = Last in use
purge-what = { $expired ->
    [0] By that clock no request has expired.
    [one] By that clock one request of { $total } has expired. It is not shown, and is still there.
   *[other] By that clock { $expired } requests of { $total } have expired. They are not shown, and are still there.
}
purge-remedy-ahead = If the time is wrong, set the clock right: everything is shown again. If it is right, say so; what has expired is then erased for good.
purge-remedy-behind = If the time is wrong, set the clock right. If it is right, say so; what has expired by it is then erased for good.
purge-remedy-share = If something is wrong, mend it: everything is shown again. If it is right, say so; what has expired is then erased for good. If nobody says anything, that happens in seven days.
purge-confirm = { $expired ->
    [0] The time is right
    [one] It is right: erase one request
   *[other] It is right: erase { $expired } requests
}
purge-overtaken = Meanwhile another number of requests has expired. Look again.
purge-none = Nothing is held back: requests leave by themselves when their days are over.
