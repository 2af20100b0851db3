"""Words that rule each other out: opposites, and members of one field."""

from index.lexical import analyse

_OPPOSITES = """
accept accepted adopt adopted agree agreed approve approved welcome embrace consent : reject refuse
 refused decline deny turn oppose spurn disapprove dissent object resist
rise rose increase grow grew gain climb higher expand enlarge heighten raise swell mount strengthen
 : fall fell decrease decline shrink shrank drop lower reduce lessen diminish cut weaken dwindle
more greater larger bigger extra : less fewer smaller lesser
most largest greatest biggest highest best chief principal foremost main : least smallest lowest
 worst
before earlier beforehand prior preceding previous already : after later afterwards subsequent
 following
 afterward since
first beginning start opening initial outset began begin : last end final ending closing close
 finish
 finished ended conclude
early soon promptly quickly fast rapid swift immediate immediately speedy hurried suddenly abrupt
 : late slow slowly gradual gradually delay delayed eventually leisurely
always constantly invariably ever forever regularly often frequently usually commonly habitually
 : never seldom rarely hardly scarcely occasionally sometimes infrequently
all every everyone everybody everything each entire whole wholly entirely completely total fully
 unanimous unanimously both : none nobody no nothing neither partly partially half some few part
only sole alone exclusively merely just single : also several many various numerous multiple
 both other
 besides
majority mostly most : minority few
supported support supporter favour favoured favor favored ally allied back backed defend defended
 friend friendly friends : opposed oppose opponent against attack attacked enemy enemies hostile
 hostility
 rival adversary
win won victory victorious triumph succeed succeeded success successful overcome : lose lost defeat
 defeated fail failed failure unsuccessful beaten
allow allowed permit permitted let enable free : forbid forbidden forbade prohibit prohibited
 ban banned
 prevent prevented bar barred stop stopped hinder
possible able can could capable easy easily easier simple simply : impossible unable cannot
 incapable hard
 difficult difficulty harder complicated complex
known famous familiar recognised recognized celebrated : unknown obscure unfamiliar forgotten
 anonymous
rich wealthy wealth prosperous affluent : poor poverty needy destitute penniless
strong stronger strength powerful mighty firm : weak weaker weakness feeble powerless frail
high tall upper above top up upward raised : low short lower below bottom down downward beneath
large big huge great vast immense enormous : small little tiny slight minute modest trivial
long lengthy lasting permanent : short brief temporary fleeting momentary
old older elderly ancient aged : young younger new newer modern recent
good better well excellent favourable favorable pleasant agreeable fine benefit beneficial helpful
 : bad worse badly poor unfavourable unpleasant disagreeable harmful harm injurious damage
love loved like liked admire admired fond enjoy enjoyed praise praised : hate hated dislike
 disliked
 despise despised detest loathe blame blamed condemn condemned criticise criticised censure
happy glad joy joyful cheerful delighted pleased contented satisfied : sad unhappy sorrow sorrowful
 gloomy miserable grieved displeased discontented dissatisfied
hot warm warmth heat : cold cool chill frost freezing
wet rain damp moist : dry drought arid
light bright brightness : dark darkness dim gloomy
day daylight daytime : night dark
open opened : close closed shut
give gave given giving grant granted offer offered provide supplied pay paid : take took taken
 taking
 receive received withhold withheld
buy bought purchase purchased : sell sold sale
come came arrive arrived enter entered return returned : go went gone leave left depart departed
 departure exit
stay stayed remain remained keep kept retain retained maintain maintained hold held : leave left go
 abandon abandoned quit remove removed dismiss dismissed drop dropped lose change changed
alive live lived living survive survived : dead die died death perish perished kill killed
begin began start started open launch : stop stopped end ended cease ceased halt
remember remembered recall : forget forgot forgotten
true truth truly genuine real really actual : false falsely untrue fake mistaken pretended pretend
 imaginary fictitious wrong
right correct correctly proper : wrong incorrect mistaken improper error
same identical alike similar equal equally uniform : different differ unlike opposite distinct
 unequal
 contrary other contrast
together united union joint jointly : apart separate separately divided alone
inside within indoors internal inner : outside without outdoors external outer
public openly open : private secret secretly privately
voluntary willing willingly freely readily glad gladly eager eagerly : compulsory forced reluctant
 reluctantly unwilling unwillingly compelled grudgingly
necessary essential needed required indispensable vital : unnecessary needless superfluous optional
 useless
useful useful profitable valuable worthwhile : useless worthless unprofitable wasteful
peace peaceful peacefully calm quiet quietly : war warlike violent violence fight turmoil
 noisy loud
brave bravely courage courageous bold boldly fearless : coward cowardly fear afraid timid
 frightened
careful carefully cautious : careless carelessly reckless
clear clearly plain obvious : vague unclear obscure hazy
simple plain : complex elaborate ornate
full filled : empty
near nearby close neighbouring : far distant remote
north northern : south southern
east eastern : west western
northwest northwestern : southeast southeastern southwest northeast
left : right
male man boy boys husband father son brother : female woman women girl girls
 wife
 mother daughter sister queen she her
natural naturally instinct inborn : artificial acquired
useful helped help helping aid aided assist assisted : hindered hinder hurt harmed useless
confirm confirmed uphold upheld endorse endorsed : overturn overturned reverse reversed repeal
 repealed
 overrule cancel cancelled revoke revoked
legal lawful legally : illegal unlawful illegally
guilty : innocent
certain certainly sure surely definite undoubtedly doubtless : uncertain doubtful doubt perhaps
 possibly
 unsure
expected foreseen : unexpected unexpectedly surprise surprised surprising
common widespread widely general generally usual : rare rarely uncommon exceptional exception
 unusual
 peculiar
deliberate deliberately intentional purposely planned : accidental accident accidentally chance
 unintentional
direct directly : indirect indirectly
advantage benefit : disadvantage drawback
hope hoped hopeful optimistic optimism confident : despair despaired hopeless pessimistic pessimism
trust trusted : distrust suspect suspected suspicion
obey obeyed comply complied follow followed : disobey disobeyed defy defied ignore ignored
include included including : exclude excluded except
save saved preserve preserved build built create created : destroy destroyed ruin ruined demolish
 waste wasted wreck
healthy health well cured recovered : ill sick sickness ailing disease diseased
safe safely safety : dangerous danger unsafe peril perilous
noble honest honestly sincere : dishonest deceit insincere hypocrite lying liar
proud pride : ashamed shame humble
cheap inexpensive : expensive dear costly
thick fat stout : thin lean
wide broad : narrow
deep : shallow
heavy : light
rough : smooth
sweet : bitter sour
laugh laughed smiled : wept cried crying
urban town city : rural country countryside
rise rose sunrise dawn morning noon : evening sunset dusk midnight
sufficient enough plenty ample abundant : insufficient lacking scarce short lack lacked scarcity
 want
active busy industrious work worked : idle idleness lazy inactive rest
praise compliment : insult
teach taught teacher : learn learned pupil student
filthy dirty grimy soiled unclean untidy : clean neat tidy spotless washed
overland land ashore : sea boat ship afloat sail
vague hazy : exact exactly precise precisely detailed worked
appointed installed consecrated crowned enthroned : elect designate
conscious awake aware : unconscious subconscious unaware asleep
untouched unspoilt unaltered pristine : shaped altered
imprisoned jailed arrested captive : freed released liberated
married : unmarried single widowed
armed : unarmed
finished complete completed : unfinished incomplete half-finished
literate educated : illiterate ignorant uneducated
familiar usual : strange
sooner : later
flee fled retreat retreated : advance advanced attacked
obeyed loyal faithful : disloyal treacherous traitor faithless mutinous rebel
profit profitable gain : loss
import imported imports : export exported exports
debtor : creditor
buyer buyers : seller sellers
employed : unemployed
married marriage : divorce divorced
parent parents : child children
drunk drunken intoxicated : sober
acquit acquitted cleared exonerated : convict convicted condemned guilty
hire hired employ employed engaged : dismiss dismissed discharge discharged sacked
borrow borrowed : lend lent
predecessor : successor
master masters : servant servants slave slaves
officer officers : soldier soldiers men
employer employers : worker workers employee employees labourer labourers
"""

_FIELDS = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter
morning noon midday afternoon evening midnight night dawn dusk
conservative liberal radical socialist communist anarchist monarchist republican democrat royalist
front middle centre center end side edge top bottom
red blue green yellow black white brown grey gray purple scarlet orange pink crimson
gold silver bronze iron copper brass lead tin steel wood wooden stone marble ivory clay glass
 leather
north south east west northwest northeast southwest southeast
england english : france french : germany german : russia russian : italy italian : spain spanish
 : america american : ireland irish : scotland scottish scots : wales welsh : greece greek hellenes
 : rome roman : persia persian : egypt egyptian : china chinese : japan japanese : india indian
 : turkey turkish : poland polish : holland dutch : sweden swedish : norway norwegian : austria
 austrian
 : portugal portuguese
catholic protestant jewish jew muslim buddhist christian pagan heathen
father mother brother sister son daughter uncle aunt cousin nephew niece grandfather grandmother
 husband
 wife
dog horse pony cat cow ox sheep goat pig bird fish wolf bear lion elephant seal penguin camel mule
king queen prince duke bishop archbishop pope priest emperor president minister general captain
breakfast lunch dinner supper
easter christmas lent pentecost whitsun
century decade year month week day hour minute second
mile miles yard yards foot feet inch inches league leagues
pound pounds shilling shillings penny pence dollar dollars rouble roubles
carpenter shoemaker tailor baker blacksmith weaver printer mason miner farmer fisherman
teacher doctor lawyer nurse soldier sailor merchant
letter speech sermon poem song diary newspaper telegram book pamphlet
church school hospital prison palace factory hotel theatre library museum university
river lake sea ocean mountain hill valley desert forest island
bread wine milk meat water beer tea coffee
hand hands arm arms leg legs head foot feet eye eyes ear ears
"""


def _stem(word: str) -> str:
    terms = analyse(word)
    return terms[0].stem if terms else word


def _groups(lines: str) -> list[list[frozenset[str]]]:
    joined = lines.replace("\n ", " ").strip().splitlines()
    return [
        [frozenset(_stem(word) for word in side.split()) for side in line.split(":")]
        for line in joined
    ]


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for sides in _groups(_OPPOSITES):
        for number, side in enumerate(sides):
            others = frozenset().union(*(s for i, s in enumerate(sides) if i != number)) - side
            for word in side:
                table.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in table.items()}


def _fields() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for sides in _groups(_FIELDS):
        members = sides if len(sides) > 1 else [frozenset({word}) for word in sides[0]]
        for member in members:
            others = frozenset().union(*members) - member
            for word in member:
                table.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in table.items()}


def _synonyms() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for sides in _groups(_OPPOSITES):
        for side in sides:
            for word in side:
                table.setdefault(word, set()).update(side - {word})
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _opposites()
"""Stems and the stems that mean the opposite."""

SYNONYMS = _synonyms()
"""Stems and those that stand on the same side of an opposition."""

FIELDS = _fields()
"""Stems and the other members of a field of which one excludes the rest."""
