trouble-note = A note
trouble-settings-aside = Your settings could not be read ({ $problem }). The file was kept as { $file }, and defaults are used.
trouble-settings-stuck = Your settings in { $file } could not be read ({ $problem }) nor moved aside ({ $error }); defaults are used.
trouble-settings-value = The setting { $name } cannot be { $was } (possible: { $allowed }); its default is used.
trouble-settings-more = { $count ->
    [one] One more setting was broken and has its default again.
   *[other] { $count } more settings were broken and have their defaults again.
}
trouble-identity = Your identity could not be read; it was kept as { $file }, and you have a new one.

trouble-no-answer = No answer
trouble-call-broke = The call broke ({ $error }).
trouble-not-possible = Not possible
trouble-no-thread = The system gave no thread ({ $error }).
trouble-no-socket = No socket could be opened to the server ({ $error }).
trouble-no-entry = No entry
trouble-not-hosted = Not hosted
trouble-not-joined = Not joined
trouble-not-joined-told = Joining came to an unexpected end. Try again.
trouble-called-off = The way in was called off.
trouble-other-data = Other data files
trouble-other-data-told = The server plays { $map } with other data files than yours. Use the same version of the game, and files nobody has changed.
trouble-unknown-mode = The server plays a mode this game does not know. Update the older of the two.
trouble-no-address = No address
trouble-no-name = No server is called { $host }. Check the spelling.
trouble-no-game = The machine at { $host } answers, but no game runs there. Is the port right, and the server started?
trouble-silence = Nothing answers at { $host }. Is the address right, and does its firewall let UDP and TCP through?
trouble-unreachable = { $host } cannot be reached ({ $error }). Is this machine on the network?
trouble-without-address = { $host } has no address.
trouble-other-certificate = Not the same server
trouble-other-certificate-told = The server at { $host } shows another certificate than it used to. If its host set it up anew, that is to be expected: trust it. If not, someone may be posing as it: go back.
trouble-lost = Connection lost
trouble-lost-told = The server can no longer be reached. Your score is kept for a while, should you come back.
trouble-other-version = Another version
trouble-not-hogs = Not a Hogs server
trouble-full = Full
trouble-password = Password
trouble-password-told = The server wants a password, and this was not it.
trouble-turned-away = Turned away
trouble-broken-arena = A broken arena
trouble-broken-down = The match, which ran on this machine, broke down. Try again to start a new one.
trouble-next-match = Next match
trouble-next-match-told = The next match begins.
trouble-match-over = Match over
trouble-no-search = The network cannot be searched ({ $error }). Games can still be joined by their address.
trouble-port = “{ $port }” is no port: a number up to 65535.
trouble-port-zero = Port 0 is not a port one can join.
trouble-address = “{ $address }” is no address of a server.
trouble-address-missing = Type the address of a server, such as 192.168.0.7 or play.example.org:27500.
trouble-broken-arena-told = The server hands out an arena that cannot be played: { $error }.

## What servers say.
trouble-full-told = The server is full ({ $seats } of { $seats } seats). Try again later or choose another game.
trouble-banned-told = This server has banned you.
trouble-draining-told = The server is shutting down. Choose another game.
trouble-too-many-told = Too many attempts from your address. Wait a moment and try again.
trouble-bad-request-told = The server did not accept this request. Are the game and the server the same version?
trouble-other-version-told = The server plays version { $theirs } of the game's protocol, you have version { $ours }. Update the older of the two.
trouble-not-hogs-told = Something answers at this address, but it is not a Hogs server.
trouble-game-port-told = The server's game port does not answer. A firewall may be blocking UDP on the way.
trouble-left-told = You left the match.
trouble-closed-told = The server closed the connection.
trouble-stopping-told = The server was shut down.
trouble-replaced-told = You joined the same match from somewhere else.
trouble-kicked-told = The host sent you out.
trouble-misbehaved-told = The server ended the connection: it received data that no game sends.
