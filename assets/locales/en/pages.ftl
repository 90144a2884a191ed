## The garage.
garage-title = Garage
hint-garage = { $accept }: take it     { $turn }: turn the hog     { $back }: back
hint-turn = { $left }, { $right } or the mouse
garage-hog = Hog
garage-coat = Paint
garage-coat-help = Others see it too. Where there are sides, every hog wears the paint of its works and the colour of its side.
garage-speed = Speed
garage-health = Hull
garage-shield = Shield
garage-weight = Weight
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Ability
garage-weapons = Weapons
garage-dash = Dash
garage-bubble = Bubble
garage-plate = Ram plate
garage-shoat-told = Quick, slippery and thin: gone before they have aimed.
garage-boar-told = Does everything, excels at nothing.
garage-razorback-told = Slow to turn, hard to stop, harder to kill.
coat-works = Works
coat-bone = Bone
coat-rust = Rust
coat-moss = Moss
coat-plum = Plum
coat-slate = Slate
coat-tar = Tar

## Finding a game.
browse-title = Find a game
hint-browse = { $accept }: join     { $keep }: keep a game     { $again }: look again     { $back }: back
browse-show = Show
browse-network = LAN
browse-favourites = Kept
browse-recent = Recent
browse-list = List
browse-not-full = Not full
browse-not-empty = Not empty
browse-sort = Sort by
browse-name = Name
browse-players = Players
browse-mode = Mode
browse-arena = Arena
browse-ping = Ping
browse-ms = { $count } ms
browse-at = At { $address }. The diamond keeps it among your own.
browse-asking = Asking…
browse-locked = Password
browse-other-version = Other version
browse-closed = Closed
browse-silent = No answer
browse-all-left-out = Nothing is left of the list. Take “not full” or “not empty” back.
browse-no-favourites = You keep no games yet. F on a keyboard or X on a pad keeps the one you are at.
browse-no-recent = You have not been in anybody's game yet.
browse-no-list = There is no list. Whoever has one for you calls it { $file } and you put it where your settings are: an address on each line.
trouble-servers-aside = Your list of servers could not be read ({ $problem }). The file was kept as { $file }, and the list is empty.
trouble-servers-list = The list { $file } could not be read ({ $problem }); there is none for now.

## On the way into a match.
connecting-title = On the way
stage-contact = The server
stage-arena = The arena
stage-seat = A seat
stage-world = The picture
step-fetching = Fetching the arena, { $done } of { $whole } kB…
step-first = Waiting for the first word of the match…
step-models = Putting the hogs together…
step-shaders = { $count ->
    [one] Making light and paint ready, { $count } to go…
   *[other] Making light and paint ready, { $count } to go…
}
loading-brake-told = The air-brake lets the tail out: open it before a bend, let go of it in the middle, and boost out.
loading-leap-told = Before it leaps, a hog crouches. Whoever watches for that shoots first.
loading-shield-told = The shield comes back once you have been left alone for some seconds. Break off in time.
loading-missile-told = A missile flies after whom it was kept on. Put a wall between the two of you.
loading-bubble-told = From within a bubble nothing is fired. Wait until it bursts, then strike.
loading-ram-told = Weight wins a ram. A Razorback behind its plate wins it twice.
loading-lance-told = A lance glows before it strikes, through everybody in its way. Step aside when you see it.
loading-pickup-told = Where repair lies, somebody will come. Be there first, or wait for them.

## Why there was no way in.
trouble-offer-told = The arena { $map } that the server hands out is broken ({ $problem }). Its host should know; choose another game meanwhile.
trouble-odd-answer-told = The server did not answer properly ({ $error }). Try again.
trouble-udp-told = The server let you in, but its game port does not answer. A firewall may keep UDP from passing, here or there: try again, or ask its host.
trouble-stopped-told = The server was shut down. Choose another game, or try again later.

## Credits.
credits-title = Credits
credits-game = Hogs
credits-game-told = Rules, netplay, server and this client are our own, for anybody to use under MIT or Apache-2.0, whichever suits you.
credits-engine = Engine and physics
credits-engine-told = Drawn with Bevy, by its many contributors. Hulls are kept apart by Rapier, from Dimforge. Thank you.
credits-art = Models and sound
credits-art-told = Every model, arena, sound and tune is made by a script that comes with the game's sources. None was recorded or taken from elsewhere.
credits-letters = Letters
credits-letters-told = Fira Sans, drawn by Carrois for Mozilla and Telefónica, under the SIL Open Font License 1.1.
credits-libraries = Libraries
credits-libraries-told = All of these are built in, below the licence they come under. Their texts come with every build.
