## Ce qui est déjà venu en mots, et comment cette langue écrit les nombres.
plain = { $text }
decimal-sign = ,

## Ce que chaque page possède.
back = Retour
quit = Quitter
hint-page = { $ways } : choisir et changer     { $accept } : accepter     { $back } : revenir
hint-connecting = { $leave } : abandonner
hint-bindings = { $accept } : attendre une nouvelle touche ou un bouton     { $leave } : laisser tel quel
hint-arrows = Flèches
hint-cross = Croix directionnelle ou stick
letters-delete = Effacer
letters-done = Terminé
letters-hint = { $accept } : écrire     { $delete } : effacer     { $back } : terminé

## Première page.
front-subtitle = combats d'aéroglisseurs
front-quick = Partie rapide

## Héberger.
hosting-title = Héberger en LAN
hosting-start = Démarrer
hosting-arena = Arène
hosting-mode = Mode
hosting-fill = Compléter de bots jusqu'à
hosting-skill = Leur niveau
hosting-name = Partie de { $name }
hosting-told = Les autres sur ton réseau la voient sous « Trouver une partie », ou tapent { $addresses }.
fill-none = Aucun bot
fill-hogs = { $count ->
    [one] { $count } cochon
   *[other] { $count } cochons
}
skill-beginner = Débutant
skill-easy = Facile
skill-fair = Moyen
skill-hard = Difficile
skill-expert = Expert

## Parties sur le réseau.
browse-looking = Recherche de parties sur ton réseau. Si celle d'un ami n'apparaît pas, rejoins-la par l'adresse que montre sa page d'hébergement.

## Rejoindre par adresse.
address-title = Rejoindre par adresse
address-field = Adresse
address-password = Mot de passe
address-join = Rejoindre
address-told = Un nom ou une adresse IP, avec :port si ce n'est pas celui d'usage.

## En partie.
pause-title = Partie
pause-resume = Reprendre
pause-leave = Quitter la partie
pause-on = Sur { $place }
pause-others-join = Les autres rejoignent à { $addresses }

## Une liaison empirée.
bad-link-title = Mauvaise liaison
bad-link-told = S'ajoute à ta propre liaison jusqu'à ce que tu l'enlèves ou quittes le jeu. L'aller-retour est partagé à moitié dans chaque sens.
bad-link-round-trip = Aller-retour
bad-link-jitter = Gigue
bad-link-loss = Perte par sens
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = Rien
bad-link-off = Tout enlever

## En route vers une partie.
connecting-cancel = Annuler
step-setting-out = En route…
step-looking = Recherche de { $host }…
step-knocking = On frappe chez { $host }…
step-loading = Chargement de l'arène { $map }…
step-seat = On prend place…
step-starting = Démarrage de la partie…
step-again = Connexion perdue. Nouvel essai… ({ $try } sur { $most })

## Quelque chose à lire.
message-again = Réessayer
message-well = D'accord
message-trust = Lui faire confiance désormais

## Ce sur quoi on a son mot à dire en partie.
council-title = Cette partie
council-played = { $mode } dans { $arena }
council-ready = Prêt
council-not-yet = Pas encore
council-side = Camp
council-side-told = Tu changes de camp à ton prochain retour en jeu.
council-part = Participer
council-play = Jouer
council-look-on = Regarder
side-amber = Ambre
side-azure = Azur
ballot-title = Vote
ballot-next = Et ensuite ?
ballot-wants-play = { $name } propose { $what }.
ballot-wants-restart = { $name } veut recommencer.
ballot-wants-shuffle = { $name } veut redistribuer les camps.
ballot-yes = Oui
ballot-no = Non
ballot-take-back = Retirer le vote
ballot-call = Proposer un vote
ballot-none = Il n'y a pas de votes sur ce serveur.
ballot-restart = Recommencer cette partie
ballot-shuffle = Redistribuer les camps
people-title = Joueurs
people-none = Il n'y a que des bots ici, et ils se taisent.
people-told = Qui est muet, tu ne l'entends plus jusqu'à ce que tu quittes le jeu : ni messages, ni phrases, ni marques.
people-heard = Entendu
people-muted = Muet

## Parties enregistrées.
replays-title = Rediffusions
replays-looking = Recherche de parties enregistrées…
replays-none = Rien n'est encore enregistré. Chaque partie que tu héberges ou joues contre des bots le sera.
replays-off = Rien n'est enregistré. Avec « Enregistrer les parties » dans les réglages, chaque partie que tu héberges ou joues contre des bots le sera.
replays-in-part = lisible en partie
replays-broken = cassée
replay-title = Rediffusion
replay-delete-question = La supprimer ?
replay-watch = Regarder
replay-delete = Supprimer
replay-keep = La garder
replay-delete-it = La supprimer
replay-not-deleted = Pas supprimée
replay-not-deleted-told = Impossible de supprimer { $name } : { $error }.
replay-not-shown = Pas montrée
replay-go-on = Continuer
replay-leave = Quitter
step-next-again = En route vers la partie suivante. Nouvel essai… ({ $try } sur { $most })
