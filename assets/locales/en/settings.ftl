settings-title = Settings
settings-name = Your name
settings-name-help = What others read over your hog and in the scores.
section-reset = Back to defaults
section-reset-help = Sets everything on this page to its usual value.
switch-on = On
switch-off = Off
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } fps
unit-no-limit = No limit

section-video = Video
section-video-help = Window, resolution, picture quality and field of view.
section-audio = Audio
section-audio-help = How loud what is.
section-controls = Controls
section-controls-help = Sensitivity, sticks, what is held or toggled, and which key does what.
section-gameplay = Gameplay
section-gameplay-help = Camera, and what is told over the picture.
section-accessibility = Accessibility
section-accessibility-help = Colours, size of text, shaking, flashes, captions, help with aiming.
section-network = Network
section-network-help = What is told of the link.
section-language = Language
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Video.
video-mode = Window
video-mode-help = A window, or the whole screen without borders.
video-mode-windowed = Windowed
video-mode-borderless = Borderless
video-resolution = Window size
video-resolution-help = Size of the window in pixels. A borderless window always has the size of the screen.
video-vsync = Vertical sync
video-vsync-help = Frames wait for the screen: nothing tears, and the hands are felt a little later.
video-frame-cap = Frame limit
video-frame-cap-help = Most frames a second. Spares the machine, and its fan.
video-fov-deg = Field of view
video-fov-deg-help = How much is seen to the sides. More feels faster and makes others smaller.
video-preset = Picture quality
video-preset-help = Sets everything below at once. Low suits machines without a graphics card.
video-preset-low = Low
video-preset-medium = Medium
video-preset-high = High
video-preset-ultra = Ultra
video-preset-custom = Your own
video-render-scale = Resolution of the world
video-render-scale-help = Share of the screen's resolution at which the world is drawn. Text stays sharp.
video-shadows = Shadows
video-shadows-help = What throws shadows, how sharp and how far away.
video-shadows-off = Off
video-shadows-low = Near
video-shadows-high = Soft
video-shadows-ultra = Far
video-glow = Glow
video-glow-help = Energy, fire and lights shine beyond their edges.
video-smooth-edges = Smooth edges
video-smooth-edges-help = Takes four samples a pixel where edges are.
video-effects = Effects
video-effects-help = How many sparks, how much smoke and wreckage there is.
video-effects-few = Few
video-effects-some = Some
video-effects-many = Many
video-effects-most = All

## Audio.
audio-master = Volume
audio-master-help = Loudness of everything.
audio-effects = Match
audio-effects-help = Engines, weapons and everything else that happens in a match.
audio-interface = Menus
audio-interface-help = Clicks of the menus.
audio-in-background = Sound in the background
audio-in-background-help = Whether the game is heard while another window is in front.
audio-voice = Announcer
audio-voice-help = Signals that everybody hears: count-downs, flags, the end of the match.
audio-device = Output
audio-device-help = Where the sound comes out. One that is not there is used again once it is; until then it is the system's own.
audio-device-system = System
audio-device-gone = { $name } (not there)

## Controls.
controls-mouse-sensitivity = Mouse speed
controls-mouse-sensitivity-help = How far the aim turns as the mouse moves.
controls-invert-mouse = Invert mouse
controls-invert-mouse-help = Pulling the mouse back looks up.
controls-stick-sensitivity = Stick speed
controls-stick-sensitivity-help = How fast the aim turns with the stick at its end.
controls-invert-stick = Invert stick
controls-invert-stick-help = Pulling the stick back looks up.
controls-dead-zone = Dead zone
controls-dead-zone-help = How far a stick may stand off its middle and still count as hands off.
controls-stick-curve = Stick curve
controls-stick-curve-help = 1 is even. More is finer near the middle and the same at the end.
controls-toggle-fire = Toggle fire
controls-toggle-fire-help = One press fires until the next, instead of as long as it is held.
controls-toggle-boost = Toggle boost
controls-toggle-boost-help = One press boosts until the next, instead of as long as it is held.
controls-toggle-brake = Toggle brake
controls-toggle-brake-help = One press brakes until the next, instead of as long as it is held.
controls-toggle-look-back = Toggle look back
controls-toggle-look-back-help = One press looks over the shoulder until the next.
controls-toggle-scoreboard = Toggle scoreboard
controls-toggle-scoreboard-help = One press shows the scoreboard until the next.

## Gameplay.
gameplay-camera = Camera
gameplay-camera-help = How far behind your hog the camera hangs.
gameplay-camera-near = Near
gameplay-camera-usual = Usual
gameplay-camera-far = Far
gameplay-hud = Display
gameplay-hud-help = Reduced leaves out radar, kills and messages.
gameplay-hud-full = Full
gameplay-hud-reduced = Reduced
gameplay-hud-scale = Size of the display
gameplay-hud-scale-help = How large health, weapons, radar and all else over the picture is.
gameplay-safe-area = Safe area
gameplay-safe-area-help = Keeps the display clear of the edges, for screens that cut them off.

## Accessibility.
accessibility-palette = Colours
accessibility-palette-help = Tells sides, danger and energy apart for eyes that lack a colour.
accessibility-palette-usual = Usual
accessibility-palette-protanopia = Protanopia
accessibility-palette-deuteranopia = Deuteranopia
accessibility-palette-tritanopia = Tritanopia
accessibility-text-size = Text size
accessibility-text-size-help = Size of letters in menus and over the picture.
accessibility-high-contrast = High contrast
accessibility-high-contrast-help = Text stands on solid dark ground.
accessibility-shake = Camera shake
accessibility-shake-help = How much the camera shakes when something bursts near by.
accessibility-flashes = Flashes
accessibility-flashes-help = How bright explosions light the world and hits the edge of the screen.
accessibility-less-motion = Less motion
accessibility-less-motion-help = The camera neither zooms with speed nor circles.
accessibility-captions = Captions
accessibility-captions-help = Writes what is heard, and where it comes from.
accessibility-aim-help = Aim help
accessibility-aim-help-help = Slows the aim over bots and draws it to them. It does nothing against people.

## Network.
network-show-rates = Rates
network-show-rates-help = Frames a second, round trip and loss in a line at the bottom.
network-show-graph = Net graph
network-show-graph-help = Matches begin with the net graph open.

## Language.
language-tongue = Language
language-tongue-help = Holds at once. “System” follows the system's own language.
language-tongue-system = System
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Music
audio-music-help = In menus and matches.
gameplay-kill-cam = Kill cam
gameplay-kill-cam-help = Shows, once you are wrecked, how it came to it.
gameplay-record-replays = Record matches
gameplay-record-replays-help = Matches that you host or play against bots are kept as replays.
