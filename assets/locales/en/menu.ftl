## What came in words already, and how this language writes numbers.
plain = { $text }
decimal-sign = .

## What every page has.
back = Back
quit = Quit
hint-page = { $ways }: choose and change     { $accept }: accept     { $back }: back
hint-connecting = { $leave }: give up
hint-bindings = { $accept }: wait for a new key or button     { $leave }: leave it as it is
hint-arrows = Arrows
hint-cross = D-pad or stick
letters-delete = Delete
letters-done = Done
letters-hint = { $accept }: write     { $delete }: delete     { $back }: done

## First page.
front-subtitle = hovercraft combat
front-quick = Quick match

## Hosting.
hosting-title = Host on LAN
hosting-start = Start
hosting-arena = Arena
hosting-mode = Mode
hosting-fill = Bots fill up to
hosting-skill = Their skill
hosting-name = { $name }'s game
hosting-told = Others on your network see this under “Find a game”, or type { $addresses }.
fill-none = No bots
fill-hogs = { $count ->
    [one] { $count } hog
   *[other] { $count } hogs
}
skill-beginner = Beginner
skill-easy = Easy
skill-fair = Fair
skill-hard = Hard
skill-expert = Expert

## Games on the network.
browse-looking = Looking for games on your network. If a friend's game does not turn up, join it by the address that its host page shows.

## Joining by address.
address-title = Join by address
address-field = Address
address-password = Password
address-join = Join
address-told = A name or an IP address, with :port if it is not the usual one.

## Within a match.
pause-title = Match
pause-resume = Resume
pause-leave = Leave match
pause-on = On { $place }
pause-others-join = Others join at { $addresses }

## A link made worse.
bad-link-title = Bad link
bad-link-told = Added to your own link until you take it off or quit. The round trip is split evenly, half each way.
bad-link-round-trip = Round trip
bad-link-jitter = Jitter
bad-link-loss = Loss each way
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = None
bad-link-off = Take it all off

## On the way into a match.
connecting-cancel = Cancel
step-setting-out = Setting out…
step-looking = Looking for { $host }…
step-knocking = Knocking at { $host }…
step-loading = Loading the arena { $map }…
step-seat = Taking a seat…
step-starting = Starting the match…
step-again = Connection lost. Trying again… ({ $try } of { $most })

## Something to read.
message-again = Try again
message-well = All right
message-trust = Trust it from now on

## What one can have one's say in during a match.
council-title = This match
council-played = { $mode } in { $arena }
council-ready = Ready
council-not-yet = Not yet
council-side = Side
council-side-told = You change sides when you next come into play.
council-part = Take part
council-play = Play
council-look-on = Look on
side-amber = Amber
side-azure = Azure
ballot-title = Vote
ballot-next = What comes next?
ballot-wants-play = { $name } wants to play { $what }.
ballot-wants-restart = { $name } wants to begin again.
ballot-wants-shuffle = { $name } wants to deal the sides anew.
ballot-yes = Yes
ballot-no = No
ballot-take-back = Take the vote back
ballot-call = Call a vote
ballot-none = There are no votes on this server.
ballot-restart = Begin this match again
ballot-shuffle = Deal the sides anew
people-title = Players
people-none = Nobody else is here but bots, and they are quiet.
people-told = Who is muted, you do not hear until you quit the game: no chat, no phrases, no marks.
people-heard = Heard
people-muted = Muted

## Recorded matches.
replays-title = Replays
replays-looking = Looking for recorded matches…
replays-none = Nothing is recorded yet. Every match that you host or play against bots will be.
replays-off = Nothing is recorded. With “Record matches” in the settings, every match that you host or play against bots will be.
replays-in-part = plays in part
replays-broken = broken
replay-title = Replay
replay-delete-question = Delete it?
replay-watch = Watch
replay-delete = Delete
replay-keep = Keep it
replay-delete-it = Delete it
replay-not-deleted = Not deleted
replay-not-deleted-told = { $name } cannot be deleted: { $error }.
replay-not-shown = Not shown
replay-go-on = Go on
replay-leave = Leave
step-next-again = On the way to the next match. Trying again… ({ $try } of { $most })
