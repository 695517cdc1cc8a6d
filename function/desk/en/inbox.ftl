# Inbox
inbox-title = Requests
inbox-title-status = Requests: { $status }
inbox-statuses = By status
inbox-forms = By form
inbox-all = All
inbox-any-form = Any form
inbox-open = Open
inbox-closed = Closed
inbox-apart = Set apart
inbox-set-apart = { $count ->
    [one] One request looks like a robot’s, and is set apart.
   *[other] { $count } requests look like robots’, and are set apart.
}
inbox-judge = Whatever here is a person’s becomes new; the rest goes to spam. Nobody who sent it is told.
inbox-list = List of requests
inbox-empty = There is nothing here.
inbox-caption = { $count ->
    [one] One request
   *[other] { $count } requests
}, the newest first
inbox-caption-more = The first { $count } requests, the newest first
inbox-older = Older requests
inbox-newest = Back to the newest
column-request = Request
column-received = Received
column-form = Form
column-country = Country
column-activity = Activity
column-status = Status
column-judge = Judge
