## The garage.
garage-title = Garage
hint-garage = { $accept } : le prendre     { $turn } : tourner le cochon     { $back } : revenir
hint-turn = { $left }, { $right } ou souris
garage-hog = Cochon
garage-coat = Peinture
garage-coat-help = Les autres la voient aussi. Là où il y a des camps, chaque cochon porte la peinture d’usine et la couleur de son camp.
garage-speed = Vitesse
garage-health = Coque
garage-shield = Bouclier
garage-weight = Poids
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Capacité
garage-weapons = Armes
garage-dash = Ruée
garage-bubble = Bulle
garage-plate = Bélier
garage-shoat-told = Vif, fuyant et fragile : parti avant qu’on ait visé.
garage-boar-told = Fait tout, n’excelle en rien.
garage-razorback-told = Lent à tourner, dur à arrêter, plus dur encore à détruire.
coat-works = D’usine
coat-bone = Os
coat-rust = Rouille
coat-moss = Mousse
coat-plum = Prune
coat-slate = Ardoise
coat-tar = Goudron

## Trouver une partie.
browse-title = Trouver une partie
hint-browse = { $accept } : rejoindre     { $keep } : garder une partie     { $again } : regarder encore     { $back } : revenir
browse-show = Voir
browse-network = LAN
browse-favourites = Gardées
browse-recent = Récentes
browse-list = Liste
browse-not-full = Non pleines
browse-not-empty = Non vides
browse-sort = Trier par
browse-name = Nom
browse-players = Joueurs
browse-mode = Mode
browse-arena = Arène
browse-ping = Ping
browse-ms = { $count } ms
browse-at = À { $address }. Le losange la garde parmi les tiennes.
browse-asking = Un instant…
browse-locked = Mot de passe
browse-other-version = Autre version
browse-closed = Fermée
browse-silent = Muette
browse-all-left-out = Il ne reste rien de la liste. Retire « non pleines » ou « non vides ».
browse-no-favourites = Tu ne gardes encore aucune partie. F, ou X sur la manette, garde celle qui est choisie.
browse-no-recent = Tu n'as encore été dans la partie de personne.
browse-no-list = Il n'y a pas de liste. Si on t'en donne une, nomme-la { $file } et mets-la près de tes réglages : une adresse par ligne.
trouble-servers-aside = Ta liste de serveurs n'a pas pu être lue ({ $problem }). Le fichier est gardé sous { $file }, et la liste est vide.
trouble-servers-list = La liste { $file } n'a pas pu être lue ({ $problem }) ; pour l'instant il n'y en a pas.

## En route vers la partie.
connecting-title = En route
stage-contact = Le serveur
stage-arena = L'arène
stage-seat = Une place
stage-world = L'image
step-fetching = L'arène arrive, { $done } sur { $whole } ko…
step-first = Dans l'attente du premier mot de la partie…
step-models = On monte les cochons…
step-shaders = { $count ->
    [one] Lumière et peinture se préparent, encore { $count }…
   *[other] Lumière et peinture se préparent, encore { $count }…
}
loading-brake-told = L'aérofrein libère l'arrière : ouvre-le avant le virage, lâche-le au milieu, et sors au boost.
loading-leap-told = Avant de sauter, un cochon s'accroupit. Qui le guette tire le premier.
loading-shield-told = Le bouclier revient si on te laisse en paix quelques secondes. Décroche à temps.
loading-missile-told = Un missile suit celui qu'on a visé. Mets un mur entre vous deux.
loading-bubble-told = Depuis une bulle, on ne tire pas. Attends qu'elle éclate, puis frappe.
loading-ram-told = Au choc, le poids l'emporte. Un Razorback derrière son bélier l'emporte deux fois.
loading-lance-told = Une lance luit avant de frapper, à travers tout le monde. Écarte-toi quand tu la vois.
loading-pickup-told = Là où il y a de quoi réparer, quelqu'un viendra. Sois-y le premier, ou attends-le.

## Pourquoi on n'a pas pu entrer.
trouble-offer-told = L'arène { $map } que donne le serveur est cassée ({ $problem }). Préviens son hôte ; choisis une autre partie en attendant.
trouble-odd-answer-told = Le serveur n'a pas répondu comme il faut ({ $error }). Réessaie.
trouble-udp-told = Le serveur t'a laissé entrer, mais son port de jeu ne répond pas. Un pare-feu arrête peut-être UDP, ici ou là-bas : réessaie, ou demande à son hôte.
trouble-stopped-told = Le serveur a été arrêté. Choisis une autre partie, ou réessaie plus tard.
## Générique.
credits-title = Générique
credits-game = Hogs
credits-game-told = Règles, jeu en réseau, serveur et ce programme sont de nous ; chacun peut s'en servir sous MIT ou Apache-2.0, au choix.
credits-engine = Moteur et physique
credits-engine-told = Dessiné avec Bevy, par ses nombreux contributeurs. Rapier, de Dimforge, sépare les coques. Merci.
credits-art = Modèles et son
credits-art-told = Chaque modèle, arène, son et air naît d'un script livré avec les sources du jeu. Rien n'a été enregistré ni pris ailleurs.
credits-letters = Caractères
credits-letters-told = Fira Sans, dessiné par Carrois pour Mozilla et Telefónica, sous la SIL Open Font License 1.1.
credits-libraries = Bibliothèques
credits-libraries-told = Toutes celles-ci sont incluses, sous leur licence. Leurs textes accompagnent chaque exemplaire.
