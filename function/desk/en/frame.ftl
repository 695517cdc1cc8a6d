# The words of the desk.

desk-name = Desk
desk-title = Mobility Matchmaking desk
skip = Skip to the content
home = To the requests
nav-main = Main
nav-inbox = Requests
nav-site = Website
