"""The words that lead in or follow what somebody says."""

SPEECH_VERBS = frozenset(
    """said says say saying told tells tell telling wrote writes write writing replied replies
    answered answers asked asks declared declares declaring announced announces announcing cried
    cries crying called calls calling noted notes noting remarked remarks observed observes
    commented comments reported reports reporting explained explains explaining added adds adding
    insisted insists demanded demands defined defines described describes describing recorded
    records urged urges urging warned warns warning proclaimed proclaims argued
    argues claimed claims stated states exclaimed exclaims shouted shouts muttered whispered
    continued concluded concludes complained quoted quotes speaks spoke underlined underlines
    emphasised emphasises emphasized stressed stresses protested retorted rejoined returned
    confessed admitted admits cabled telegraphed testified predicted
    pleaded begged promised suggested suggests maintained maintains asserted asserts affirmed
    objected recalled recalls lamented denounced denouncing informed assured ran reads read sent
    grumbled growled snarled sneered murmured roared yelled screamed sighed gasped snapped
    thundered bawled groaned rapped echoed interrupted inquired enquired ordered pronounced
    repeated sang termed terms labelled
    dubbed summed puts put quoth entered enters resolved""".split()
)
# These need the quotation close by: "called it “…”", not "called a demonstration".
NAMING_VERBS = frozenset(
    "call calls called calling term terms termed label labelled dub dubbed name named".split()
)
# What follows these is whom or what they speak of, not the speaker.
TRANSITIVE = NAMING_VERBS | frozenset(
    """sent put puts entered enters read reads ran described describes defined defines
    denounced resolved told tells tell asked""".split()
)
SENT = frozenset("note message cable letter telegram word circular manifesto despatch".split())
PREPOSITIONS = frozenset(
    """of in to on at from by with for about into over under after before during through against
    among between near upon within without towards toward across behind beyond since until till
    like per via round around above below outside inside""".split()
)
LINKS = frozenset(
    """and but or nor so yet when while because if though although that as than whether where
    which whose what then there here how why""".split()
)
AUXILIARIES = frozenset(
    """had has have having was were is are be been being would will could can may might must shall
    should did does do also then now later once never ever even still only just again soon thus
    therefore however already always often finally first merely simply not himself herself
    itself themselves publicly""".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its our your my one another any some".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november
    december""".split()
)
PERSONAL = frozenset("he she it".split())
POSSESSIVE = frozenset("his her".split())
NO_NAMES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday in on at the a an and but or if when
    while as after before during for from of to with by this that these those it its he she they
    his her their we our i my you your there here then thus so yet not no only even also among
    at many most some all both each every one two three similarly however finally furthermore
    likewise meanwhile moreover nevertheless again still perhaps what who which where how why
    because although though since until once now today yesterday next first second last another any
    either neither more less much few such same other others without within against between
    under over through about near
    let do did does is was were are be been had has have can could would should will may must
    vol no ibid pp""".split()
)
BODIES = frozenset(
    """soviet soviets government cabinet party committee army congress conference union office
    palace parliament council court church state house university institute bureau ministry
    commission assembly duma front city street square war peace revolution league society board
    company bank hotel hall station theatre fortress regiment times guardian journal empire
    republic act note order decree""".split()
)
