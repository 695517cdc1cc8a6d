# A purge that is held back, since the machine's clock may be wrong.
purge-title = Erasing expired requests
purge-notice = Expired requests are not being erased, because something looks wrong.
purge-notice-link = Check and decide
purge-why-ahead = The clock of this computer is far ahead of the time when the requests were last used. Either nobody has used them for that long, or the clock is wrong.
purge-why-behind = The clock of this computer is behind the time when the requests were last used. One of the two times is wrong.
purge-why-share = An unusual share of all requests has expired at once. Either many came in together long ago, or the clock of this computer or the number of days in “site.toml” is wrong.
purge-now = Clock of this computer
purge-believed = Requests last used
purge-what = { $expired ->
    [0] According to this clock, no request has expired.
    [one] According to this clock, one request of { $total } has expired. It is hidden, but not erased yet.
   *[other] According to this clock, { $expired } requests of { $total } have expired. They are hidden, but not erased yet.
}
purge-remedy-ahead = If the time is wrong, correct the clock: then all requests are shown again. If the time is right, confirm it below: the expired requests are then erased permanently.
purge-remedy-behind = If the time is wrong, correct the clock. If it is right, confirm it below: the requests that have expired by then are erased permanently.
purge-remedy-share = If something is wrong, correct it: then all requests are shown again. If everything is right, confirm it below: the expired requests are then erased permanently. If nobody decides, this happens after seven days.
purge-confirm = { $expired ->
    [0] The time is right
    [one] Yes, erase one request
   *[other] Yes, erase { $expired } requests
}
purge-overtaken = The number of expired requests has changed. Please check again.
purge-none = Everything is in order: requests are erased automatically when their time is over.
