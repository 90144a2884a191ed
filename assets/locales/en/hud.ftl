weapon-autocannon = Autocannon
weapon-rocket = Rockets
weapon-mine = Mines
weapon-missile = Missiles
weapon-lance = Lance
weapon-mortar = Mortar
weapon-arc = Arc
weapon-tractor = Tractor

hud-rates = { $frames } fps   { $ms } ms   { $lost } % lost

caption-gunfire = gunfire
caption-launch = launch
caption-explosion = explosion
caption-wreck = a hog bursts
caption-crash = crash
caption-mine = mine ticks
caption-charge = lance hums
caption-arc = arc crackles
caption-lock = lock tone
caption-missile = missile alarm
caption-low-health = hull alarm
caption-shield-down = shield breaks
caption-shield-up = shield returns
caption-empty = empty click
caption-cloak = cloak fades
caption-signal = signal
caption-hit = hit
caption-kill = foe wrecked
caption-flag = flag signal
caption-pig = a pig squeals

## What is played.
mode-deathmatch = Deathmatch
mode-team-deathmatch = Team Deathmatch
mode-capture-the-flag = Capture the Flag
mode-greased-pig = Greased Pig
mode-last-hog-standing = Last Hog Standing
goal-deathmatch = Wreck the others: first to { $points }
goal-team-deathmatch = Wreck the other side: first to { $points }
goal-capture-the-flag = Bring their flag home: first to { $points }
goal-greased-pig = Hold the pig: first to { $points }
goal-last-hog-standing = Outlast the others: { $lives } lives each
plan = { $mode } in { $arena }
motion-restart = begin again
motion-shuffle = deal the sides anew

## Who.
hud-someone = Someone
hud-server = Server
hud-you = You
hud-your-side = your side

## How one came to grief.
fate-rammed-by = Rammed by { $name }
fate-pushed-over-by = Pushed over the edge by { $name }
fate-pushed-into-lava-by = Pushed into the lava by { $name }
fate-pushed-under-by = Pushed under by { $name }
fate-wrecked-by = Wrecked by { $name }
fate-burnt = Burnt in the lava
fate-crushed = Crushed
fate-fallen = Lost over the edge
fate-own-hand = Wrecked by your own hand
fate-wrecked = Wrecked
back-in = Back in { $seconds }
back-in-skip = Back in { $seconds }, fire or jump skips this

## What everyone should know.
notice-look-on = You look on
notice-out = Out, until the next match
notice-get-ready = Get ready
notice-protected = Protected until you fire
notice-silence = Nothing from the server
notice-silence-for = for { $seconds } s
notice-pad-gone = Your gamepad is gone
notice-pad-gone-what = Plug it in again, or go on by keyboard
split-offer = Two gamepads: { settings-title }, { section-gameplay }, { gameplay-split-screen } lets two play here
split-no-pad = Plug in a gamepad for the second player
split-pad-lent = The second player has the gamepad now
split-out = The second player is out: { $problem }
split-refused = Split screen ended: the graphics failed
warm-up = Warm-up
warm-up-wait = { $mode } begins when all are ready ({ $ready } of { $all }), at most in { $seconds } s
warm-up-ask = { $key } when you are ready for { $mode }; it begins in { $seconds } s at the latest
by-menu = { $menu }, “{ council-title }”
overtime = Overtime
overtime-what = whoever is ahead next wins

## The end of a match.
verdict-won = You win!
verdict-side-won = { $side }: your side wins!
verdict-side-wins = { $side } wins
verdict-wins = { $name } wins
verdict-draw = A draw
verdict-place = You came in place { $place } of { $all }
next-in = Next: { $what } in { $seconds }
next-soon = Next: { $what }, any moment
next-match-in = Next match in { $seconds }
next-match-soon = The next match, any moment

## Around the clock.
clock-warm-up = warm-up
clock-ready = ready
clock-overtime = overtime
clock-limit = to { $points }
clock-own-side = { $side }: you
clock-lives = lives left
clock-watching = watching
clock-place = place { $place } of { $all }

## Votes.
vote-next = What comes next? ({ $seconds })
vote-decided = Next: { $what }.
vote-carried = The vote is carried: { $what }.
vote-rejected = The vote is lost: { $what }.
vote-withdrawn = The vote is withdrawn.

## What the server does not grant.
refused-uneven = The other side has enough players already.
refused-no-sides = You are on no side.
refused-crowded = As many look on as may: play, or try again later.
refused-vote-held = A vote is being held already.
refused-too-soon = You can call a vote again in { $seconds } s.
refused-not-now = This cannot be voted on now.
refused-not-played = This is not played on this server.
refused-no-choice = There is no such choice to vote for.
refused-not-yours = Only who called a vote can take it back.
refused-even = The sides are even: there is nothing to shuffle.

## Awards.
feat-wrecker = Wrecker
feat-flag-runner = Flag runner
feat-pig-keeper = Pig keeper
feat-marksman = Marksman
feat-specialist = Master: { $weapon }
feat-rammer = Rammer of the day
feat-untouched = Thick skin
feat-survivor = Survivor
figure-kills = { $count ->
    [one] { $count } kill
   *[other] { $count } kills
}
figure-flags = { $count ->
    [one] { $count } flag
   *[other] { $count } flags
}
figure-pig = { $time } with the pig
figure-hit = { $count } % hit
figure-harm = { $count } harm
figure-wrecked = { $count ->
    [0] never wrecked
    [one] wrecked once
   *[other] wrecked { $count } times
}
figure-life = { $time } in one life

## Lines of people.
line-joined = joined
line-left = left

## Danger.
danger-searched = Being locked on to
danger-locked = Locked on to
danger-missile = Missile!
weapon-empty = Empty

## What is written.
chat-all = Say to all
chat-side = Say to your side
chat-to = Say to { $side }

## Flags and the pig.
flag-of = { $side } flag
pig = Pig
pig-own = You have the pig: keep moving
flag-own = You have their flag: bring it home
flag-loose = Your flag lies about: touch it
flag-lost = { $name } has your flag
flag-held = { $name } has their flag: cover them
pig-loose = The pig is loose
pig-held = { $name } has the pig: ram them

## Phrases.
phrase-attack = Attack!
phrase-defend = Defend!
phrase-help = Help me!
phrase-follow = Follow me!
phrase-on-my-way = On my way
phrase-wait = Wait
phrase-have-it = I have it
phrase-look-out = Look out!
phrase-yes = Yes
phrase-no = No
phrase-thanks = Thanks
phrase-sorry = Sorry
phrase-well-done = Well done
phrase-hello = Hello
phrase-good-game = Good game
phrase-oink = Oink!
phrases-title = Say to all ({ $page } of { $pages })
phrases-next = { $key }: the next page
phrases-pad = D-pad ↑ ↓ choose, → says, ← marks

## Places that are marked.
ping-go = here
ping-enemy = enemy
ping-help = help!
ping-of = { $name }: { $what }

## The scoreboard.
score-name = Name
score-hog = Hog
score-points = Points
score-lives = Lives
score-kills = Kills
score-losses = Losses
score-ping = Ping
score-bot = bot
score-muted = muted
score-looks-on = Looks on

## The net graph.
net-round-trip = Round trip
net-lost = Lost
net-margin = Inputs early
net-own = Own hog off
net-others = Others off
net-down = Down
net-up = Up
net-ms = { $count } ms
net-jitter = jitter { $count } ms
net-lost-down = down { $count } %
net-lost-up = up { $count } %
net-ticks = { $count } ticks
net-late = late { $count }
net-free = free { $count } m
net-hit = hit { $count } m
net-median = median { $count } m
net-worst = worst { $count } m
net-datagrams = { $count } datagrams
net-metres = { $count } m
net-rate = { $count } kB/s
net-bytes = Bytes a second
net-bytes-down = down
net-bytes-up = up
net-cause-headers = Headers, seal
net-cause-link = Acks, clock
net-cause-own = Own hog
net-cause-others = Other hogs
net-cause-happened = Shots, events
net-cause-streams = Players, chat
net-cause-controls = Controls
net-rest = Ahead { $lead } ticks, replayed { $replayed }, newest datagram { $bytes } B
bad-link-lost = { $count } % lost

## Who looks on.
watch-chase = Chase
watch-eyes = Eyes
watch-free = Free
watch-nobody = Nobody plays
watch-back = back in { $seconds } s

## The bar below a replay.
bar-seeks = Seeks
bar-again = Again
bar-play = Play
bar-pause = Pause
bar-sound-for = sound for { $time }
bar-hint-pause = play
bar-hint-leap = 5 s
bar-hint-speed = speed
bar-hint-tick = tick
bar-hint-hog = hog
bar-hint-camera = camera
bar-hint-hud = display
bar-hint-menu = menu

## How long ago.
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
ago-months = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
