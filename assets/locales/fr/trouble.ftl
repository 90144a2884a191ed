trouble-note = Une remarque
trouble-settings-aside = Tes réglages n'ont pas pu être lus ({ $problem }). Le fichier est gardé sous { $file }, et les valeurs d'origine servent.
trouble-settings-stuck = Tes réglages dans { $file } n'ont pu être ni lus ({ $problem }) ni mis de côté ({ $error }) ; les valeurs d'origine servent.
trouble-settings-value = Le réglage { $name } ne peut pas être { $was } (possible : { $allowed }) ; sa valeur d'origine sert.
trouble-settings-more = { $count ->
    [one] Un autre réglage était cassé et a repris sa valeur d'origine.
   *[other] { $count } autres réglages étaient cassés et ont repris leur valeur d'origine.
}
trouble-identity = Ton identité n'a pas pu être lue ; elle est gardée sous { $file }, et tu en as une nouvelle.
trouble-folder = { $problem } Tu peux jouer quand même, mais rien de cette fois n'est gardé : fais en sorte qu'on puisse écrire dans le dossier.

trouble-no-answer = Pas de réponse
trouble-call-broke = L'appel a été coupé ({ $error }).
trouble-not-possible = Impossible
trouble-no-thread = Le système n'a pas donné de fil ({ $error }).
trouble-no-socket = Aucun socket n'a pu être ouvert vers le serveur ({ $error }).
trouble-no-entry = Pas d'entrée
trouble-not-hosted = Pas hébergée
trouble-not-joined = Pas rejointe
trouble-not-joined-told = L'entrée a pris fin de façon inattendue. Réessaie.
trouble-called-off = L'entrée a été annulée.
trouble-other-data = D'autres données
trouble-other-data-told = Le serveur joue { $map } avec d'autres données que les tiennes. Prenez la même version du jeu, et des fichiers que personne n'a changés.
trouble-unknown-mode = Le serveur joue un mode que ce jeu ne connaît pas. Mets à jour le plus ancien des deux.
trouble-no-address = Pas d'adresse
trouble-no-name = Aucun serveur ne s'appelle { $host }. Vérifie l'orthographe.
trouble-no-game = La machine à { $host } répond, mais aucune partie n'y tourne. Est-ce le bon port, et le serveur est-il lancé ?
trouble-silence = Rien ne répond à { $host }. Est-ce la bonne adresse, et son pare-feu laisse-t-il passer UDP et TCP ?
trouble-unreachable = { $host } est hors d'atteinte ({ $error }). Cette machine est-elle sur le réseau ?
trouble-without-address = { $host } n'a pas d'adresse.
trouble-other-certificate = Pas le même serveur
trouble-other-certificate-told = Le serveur à { $host } montre un autre certificat qu'avant. S'il a été réinstallé, c'est normal : fais-lui confiance. Sinon, quelqu'un se fait peut-être passer pour lui : reviens.
trouble-lost = Connexion perdue
trouble-lost-told = Le serveur n'est plus joignable. Ton score est gardé un moment, si jamais tu reviens.
trouble-other-version = Une autre version
trouble-not-hogs = Pas un serveur Hogs
trouble-full = Complet
trouble-password = Mot de passe
trouble-password-told = Le serveur veut un mot de passe, et ce n'était pas celui-ci.
trouble-turned-away = Refusé
trouble-broken-arena = Une arène cassée
trouble-broken-down = La partie, qui tournait sur cette machine, s'est effondrée. Réessaie pour en commencer une autre.
trouble-broke = La partie a cassé à cause d'une erreur du jeu. Ce qui s'est passé est dans { $file } : envoie ce fichier à qui t'a donné le jeu, s'il te plaît. Réessaie pour commencer une autre partie.
trouble-broke-last = La dernière fois, le jeu a cassé et s'est arrêté. Ce qui s'est passé est dans { $file } : envoie ce fichier à qui t'a donné le jeu, s'il te plaît. Il ne dit rien de qui tu es.
trouble-next-match = Partie suivante
trouble-next-match-told = La partie suivante commence.
trouble-match-over = Partie finie
trouble-no-search = On ne peut pas chercher sur le réseau ({ $error }). On peut encore rejoindre par adresse.
trouble-port = « { $port } » n'est pas un port : un nombre jusqu'à 65535.
trouble-port-zero = Le port 0 ne se rejoint pas.
trouble-address = « { $address } » n'est pas l'adresse d'un serveur.
trouble-address-missing = Tape l'adresse d'un serveur, comme 192.168.0.7 ou play.example.org:27500.
trouble-broken-arena-told = Le serveur distribue une arène injouable : { $error }.

## What servers say.
trouble-full-told = Les { $seats } places du serveur sont prises. Réessaie dans un moment, ou choisis une autre partie.
trouble-banned-told = Ce serveur t'a banni. Demande à son hôte, ou choisis une autre partie.
trouble-draining-told = Le serveur va s'arrêter et ne laisse plus entrer personne. Choisis une autre partie.
trouble-too-many-told = Trop d'essais viennent de ton réseau. Attends une demi-minute et réessaie.
trouble-bad-request-told = Le serveur n'a pas accepté ce que disait le jeu. Mettez jeu et serveur à la même version, puis réessaie.
trouble-other-version-told = Le serveur joue la version { $theirs } du protocole du jeu, tu as la version { $ours }. Mettez à jour la plus ancienne.
trouble-not-hogs-told = Quelque chose répond à { $host }, mais ce n'est pas un serveur Hogs. Le port est-il le bon ?
trouble-left-told = Tu as quitté la partie.
trouble-closed-told = Le serveur a fermé la connexion sans un mot. Réessaie.
trouble-replaced-told = Tu as rejoint la même partie d'ailleurs, et c'est là que tu joues.
trouble-kicked-told = L'hôte t'a mis dehors. Choisis une autre partie.
trouble-misbehaved-told = Le serveur a coupé : il a reçu ce qu'aucun jeu n'envoie. Réessaie et, si cela recommence, mets le jeu à jour.
