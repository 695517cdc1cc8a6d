# The words of the desk.

desk-name = Desk
desk-title = Mobility Matchmaking desk
skip = Skip to content
home = Go to the requests
nav-main = Main
nav-inbox = Requests
nav-site = Website
nav-new = { $count } new
nav-overdue = { $count } overdue
nav-hosts = Hosts
nav-reports = Reports

unreadable-notice = { $files ->
    [one] One file from the website cannot be read and is not in the list. Ask whoever runs this website to look into the folder “{ $folder }”. The file is erased on { $day }.
   *[other] { $files } files from the website cannot be read and are not in the list. Ask whoever runs this website to look into the folder “{ $folder }”. The first of them is erased on { $day }.
}

# Who works here
who-nobody = Who are you?
who-is = You are
who-label = Your name
who-hint = Your name is shown beside what you do, and lets you see your own requests. This browser remembers it until you close it. To be forgotten, empty the field.
who-language = Language of the desk
who-save = Remember

# Search
search-label = Search requests
search-short = Search
search-go = Search
search-again = Search again
search-title = Search
search-title-words = Search: { $words }
search-hint = A reference, an organisation, a person, an e-mail address, a town, or words from a request. Also a host’s contact person or e-mail address, or the title of an offer that was introduced. The beginnings of words are enough.
search-cut = { $count ->
    [one] Only the first character was searched.
   *[other] Only the first { $count } characters were searched.
}
search-empty = Nothing was found. Try fewer words. Requests that were erased or have expired cannot be found.
search-caption = { $count ->
    [one] One request was found
   *[other] { $count } requests were found
}
search-caption-more = { $count ->
    [one] One of the requests found
   *[other] { $count } of the requests found
}

# Keyboard
shortcuts-title = Keyboard shortcuts
shortcuts-text = Keys that work on their own, unless you are typing.
shortcuts-on = Use these shortcuts in this browser
shortcuts-need-script = These shortcuts need JavaScript, which this browser does not run.
shortcuts-close = Close
shortcuts-anywhere = Anywhere
shortcuts-list = In a list
shortcuts-request = On a request’s page
shortcut-search = search
shortcut-inbox = go to the requests
shortcut-hosts = go to the hosts
shortcut-reports = go to the reports
shortcut-help = show these shortcuts
shortcut-next = next request
shortcut-previous = previous request
shortcut-open = open the request
shortcut-choose = select the request
shortcut-take = take it on
shortcut-note = write a note
shortcut-introduce = introduce the first suggestion
# Below a field that holds more than fits; the values are put in by the browser.
too-long = Too long by { $over }: { $length } of { $max } characters. Nothing was cut off.
