"""The closed classes of English words that a follow-up is recognised by."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WH: Final = _words("who whom whose what which when where why how")
BE: Final = _words(
    "what's who's where's when's how's is are was were am be been being isn't aren't wasn't weren't"
)
DO: Final = _words("do does did don't doesn't didn't")
HAVE: Final = _words("has have had having hasn't haven't hadn't")
MODAL: Final = _words(
    "can could will would shall should may might must can't couldn't won't wouldn't shouldn't"
    " cannot mustn't"
)
AUXILIARY: Final = BE | DO | HAVE | MODAL
PREPOSITION: Final = _words(
    "about above across after against along among around as at before behind below beneath beside"
    " besides between beyond by despite down during except for from in inside into like near of off"
    " on onto opposite out outside over past per round since than through throughout till to toward"
    " towards under until up upon via with within without"
)
CONJUNCTION: Final = _words("and but or nor so yet if because while when although though whether")
MALE: Final = _words("he him his himself")
FEMALE: Final = _words("she her hers herself")
NEUTER: Final = _words("it its itself")
PLURAL: Final = _words("they them their theirs themselves")
POSSESSIVE: Final = _words("his her its their hers theirs")
THIRD: Final = MALE | FEMALE | NEUTER | PLURAL
OWN: Final = _words("i me my mine we us our ours you your yours myself yourself ourselves")
DEMONSTRATIVE: Final = _words("this that these those")
DETERMINER: Final = _words("the a an any some every each no another both all such") | DEMONSTRATIVE
ADVERB: Final = _words(
    "not never ever also too then there here now again still just only even already always often"
    " once later afterwards instead really actually first last soon away back together else"
    " exactly precisely originally eventually usually mainly mostly very much more most"
    " less least well however therefore perhaps maybe ago yes no finally apart rather quite"
)
GENERIC: Final = _words(
    "anyone anybody anything someone somebody something nothing everyone everybody everything"
    " thing things kind kinds sort sorts type way ways part parts case right wrong point reason"
    " reasons nobody effect result good bad big long far early late hard true idea detail details"
    " example examples information fact facts time place outcome"
)
FUNCTION: Final = (
    WH
    | AUXILIARY
    | PREPOSITION
    | CONJUNCTION
    | THIRD
    | OWN
    | DETERMINER
    | ADVERB
    | _words("that's what's who's where's how's it's he's she's they're there's let's ok okay")
)
NUMBER: Final = _words(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
    " hundred thousand million dozen several many few"
)
VERB: Final = _words(
    "accept achieve act add admire admit adopt advise affect agree aim allow answer appeal appear"
    " apply approve argue arise arrange arrest arrive ask attack attempt attend avoid become begin"
    " behave believe belong blame break bring build burn buy call care carry cause change choose"
    " claim climb collect come compare compete complain conclude condemn connect consider consist"
    " contain continue contribute cope cost count create cross cut deal decide declare decline"
    " defend demand deny depend describe destroy determine develop die differ disappear discover"
    " do drink drive drop earn eat elect encourage end endure enjoy enter escape establish exist"
    " expect explain express face fail fall fear feel fight find finish fix flee follow forbid"
    " force forget form fulfil gain gather get give go govern grow happen hate have hear help hide"
    " hold hope hurt imagine impose improve include influence insist intend invent invite issue"
    " join judge justify keep kill know lack last lay lead learn leave lend let lie listen live"
    " look lose love maintain make manage marry matter mean measure meet move name need notice"
    " object obtain occur offer open oppose order originate own pass pay perform permit persuade"
    " pick play possess prefer prepare prevent print produce promise propose protect prove provide"
    " publish punish put question raise reach react read receive recognise recognize recommend"
    " refuse regard reject rely remain remember remove replace reply report represent require"
    " resign resist respond rest result return reveal ride rise rule run say see seek seem sell"
    " send serve set settle share show sign sing sit sleep speak spend split spread stand start"
    " stay stop strike study succeed suffer suggest suppose support survive take talk teach tell"
    " think threaten thrive throw treat try turn understand unite urge use value visit vote wait"
    " walk want warn wear win wish withdraw wonder work worry write"
    " beat cultivate discuss collapse spell cure guard"
)
ALSO_NOUN: Final = _words(
    "act aim answer appeal attack attempt blame break build call care cause change claim cost count"
    " cross cut deal demand drink drive drop fall fear fight find force form gain hate help hold"
    " hope hurt influence judge lead look love measure move name need notice object offer order"
    " pass pay play promise question report rest result return reward ride rise rule run show sign"
    " sleep stand start stay stop strike study support talk thought throw treat try turn use value"
    " visit vote wait walk want win wish wonder work worry land cook guard post state raid plan"
)


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    past = {verb[:-1] + "ied"} if verb.endswith("y") and verb[-2] not in "aeou" else {stem + "ed"}
    third = {verb + "s"} if verb not in ALSO_NOUN else set()
    return past | third | {stem + "ing"}


VERB_FORM: Final = frozenset().union(*(_forms(verb) for verb in VERB)) | _words(
    "became began broke brought built bought came chose dealt did drank drove ate fell felt"
    " fought found fled forgot got gave went grew heard held kept knew laid led left lost made"
    " meant met paid read rode rose ran said saw sought sold sent showed sang sat slept spoke"
    " spent stood struck took taught told thought threw understood wore won withdrew wrote gone"
    " done given known seen taken written drawn driven chosen happens happened seems causes"
    " goes does makes takes gives comes becomes says tells gets keeps counts changes stopped"
    " dropped planned cutting getting running putting setting winning sitting"
)
ACTION: Final = VERB | VERB_FORM
UNNAMING: Final = FUNCTION | VERB | GENERIC
PERSONAL: Final = MALE | FEMALE
HELPER: Final = DO | MODAL
SOURCE_NOUN: Final = _words(
    "article source book text document author writer paper chapter essay page section passage quote"
    " quotation claim account history"
)
WORK_NOUN: Final = _words(
    "letter life diary journal memoir memory speech essay note minute record tale story song poem"
    " report work paper book law act charter treaty battle siege trial death birth"
)
MONTH: Final = _words(
    "january february march april may june july august september october november december"
)
TIME_NOUN: Final = (
    _words(
        "day days night nights morning afternoon evening week weeks month months year years winter"
        " summer spring autumn century decade dawn noon midnight monday tuesday wednesday thursday"
        " friday saturday sunday today yesterday lunch time times season age period moment"
    )
    | MONTH
)
PLACE_NOUN: Final = _words(
    "city town village country house building palace island river sea bay coast mountain region"
    " province state kingdom street church monastery university college school hospital camp hut"
    " place area district port valley lake desert hall room north south east west cape sound"
)
SITE_NOUN: Final = _words(
    "bridge station market inn farm factory mill garden theatre prison castle cathedral temple"
    " tower museum library"
)
"""Places that one is at; one is in the others."""
GROUP_NOUN: Final = _words(
    "party army government council committee congress company band team family group union people"
    " nation tribe crew garrison parliament senate commission public league society church"
    " soviet cabinet court board club association conference regiment majority minority couple"
    " staff police community crowd"
)
MALE_NOUN: Final = _words(
    "man boy king prince lord sir father son brother husband uncle nephew monk priest bishop pope"
    " emperor duke nobleman gentleman abbot tsar czar baron count earl grandfather mr cardinal"
    " statesman workman preacher governor general colonel captain admiral archbishop lieutenant"
    " major sergeant senator president chairman minister knight"
)
FEMALE_NOUN: Final = _words(
    "woman girl queen princess lady mother daughter sister wife aunt niece nun empress duchess"
    " mrs miss ms madame abbess heroine grandmother widow actress"
)
PERSON_NOUN: Final = (
    MALE_NOUN
    | FEMALE_NOUN
    | _words(
        "person child author writer doctor dr professor poet soldier officer leader teacher student"
        " worker servant historian philosopher scientist artist singer actor player"
        " reporter delegate secretary deputy commander ruler magistrate judge lawyer scholar"
        " thinker merchant farmer owner master citizen baby guest friend neighbour cousin parent"
        " mate steward boatman engineer vicar curate rector parson canon dean reverend clerk"
        " coroner cook constable inspector superintendent policeman sheriff mayor pilot sailor"
        " seaman purser surgeon nurse maid butler smith miner baker butcher tailor barrister"
        " solicitor prosecutor juror witness prisoner passenger survivor tenant apprentice"
        " widower bride heir orphan thief spy pupil colleague partner rival enemy assistant boss"
        " critic"
    )
)
PEOPLES: Final = _words(
    "spaniards germans romans normans danes swedes finns poles serbs slavs turks greeks jews"
    " arabs celts picts scots gauls franks saxons angles britons welshmen thebans spartans"
    " trojans moors czechs americans africans mexicans europeans whigs tories quakers puritans"
    " huguenots catholics protestants methodists christians muslims hindus buddhists soviets"
    " reds whites"
)
"""Peoples and parties by their names; others end in one of `PEOPLE_ENDS`."""
PEOPLE_ENDS: Final = (
    "eans",
    "icans",
    "ptians",
    "ssians",
    "stians",
    "talians",
    "viks",
    "ists",
    "ites",
)
PLURAL_NOUN: Final = _words("people men women children police folk cattle sheep fish clergy")
NOT_AGENT: Final = _words(
    "paper letter matter number winter river power water order summer corner answer october"
    " november december september quarter chapter hunger danger anger finger shoulder border"
    " letter color colour favor favour honor honour labor labour behavior error terror horror"
    " interior exterior center cancer silver timber feather weather leather dinner supper shelter"
    " center character disaster charter barrier harbor harbour laughter slaughter wonder manner"
    " consumer computer ladder layer tower flower shower glacier ladder cover cylinder whisper"
)
MALE_NAME: Final = _words(
    "john james william george charles henry thomas robert edward richard david joseph michael"
    " peter paul mark luke matthew daniel samuel benjamin alexander nicholas vladimir leon ivan"
    " frank albert alfred arthur walter harry jack tom bill bob jim joe louis philip stephen"
    " steven andrew anthony martin francis frederick hugh edmund edwin oscar victor adam aaron"
    " abraham isaac jacob noah simon timothy patrick brian kevin eric scott gary larry jerry"
    " dennis roger ronald donald kenneth ray carl karl max fritz hans otto jean pierre jacques"
    " juan jose carlos pedro luis antonio marco giovanni mohammed ali ahmed omar alan ian neil"
    " maxim sergei dmitri boris igor yuri mikhail pavel lavr lev fyodor darius cyrus xerxes"
)
FEMALE_NAME: Final = _words(
    "mary elizabeth anne anna ann jane margaret catherine katherine sarah susan alice emma emily"
    " charlotte victoria florence helen ellen laura julia maria rosa rose nadezhda alexandra olga"
    " tatiana natasha sophia sophie clara martha ruth rachel rebecca hannah eleanor frances grace"
    " louise lucy joan joanna barbara patricia linda jennifer jessica karen nancy lisa sandra"
    " ashley kate amy angela diana christina teresa marie isabella josephine beatrice harriet"
    " doris lois dorothy edith agnes bertha hilda cleopatra audra sheryl teena"
)
