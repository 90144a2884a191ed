trouble-note = A note
trouble-settings-aside = Your settings could not be read ({ $problem }). The file was kept as { $file }, and defaults are used.
trouble-settings-stuck = Your settings in { $file } could not be read ({ $problem }) nor moved aside ({ $error }); defaults are used.
trouble-settings-value = The setting { $name } cannot be { $was } (possible: { $allowed }); its default is used.
trouble-settings-more = { $count ->
    [one] One more setting was broken and has its default again.
   *[other] { $count } more settings were broken and have their defaults again.
}
trouble-identity = Your identity could not be read; it was kept as { $file }, and you have a new one.
trouble-folder = { $problem } You can play all the same, but nothing of this run is kept: see to it that the folder can be written.

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
trouble-broke = The match broke by a mistake in the game. What happened is in { $file }: please send that file to whoever you have the game from. Try again to start a new match.
trouble-broke-last = The last time the game broke and ended itself. What happened is in { $file }: please send that file to whoever you have the game from. It holds nothing of who you are.
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
trouble-full-told = All { $seats } seats of the server are taken. Try again in a while, or choose another game.
trouble-banned-told = This server has banned you. Ask its host, or choose another game.
trouble-draining-told = The server is about to stop and lets nobody in any more. Choose another game.
trouble-too-many-told = Too many have tried from your network just now. Wait half a minute and try again.
trouble-bad-request-told = The server did not accept what the game said. Bring game and server to the same version, and try again.
trouble-other-version-told = The server plays version { $theirs } of the game's protocol, you have version { $ours }. Update the older of the two.
trouble-not-hogs-told = Something answers at { $host }, but it is no Hogs server. Is the port right?
trouble-left-told = You left the match.
trouble-closed-told = The server closed the connection without a word. Try again.
trouble-replaced-told = You joined the same match from somewhere else, and play there now.
trouble-kicked-told = The host sent you out. Choose another game.
trouble-misbehaved-told = The server ended the connection: it received what no game sends. Try again, and if it happens once more, update the game.
