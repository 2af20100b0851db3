"""Words that introduce speech."""

SAY = (
    r"(?:sa(?:y|ys|id|ying)|wr(?:ite|ites|ote|itten|iting)|t(?:ell|ells|old|elling)|ask(?:s|ed|ing)?"
    r"|claim(?:s|ed)?|declar(?:e|es|ed|ing)|call(?:s|ed|ing)?|describ(?:e|es|ed|ing)"
    r"|stat(?:e|es|ed|ing)|argu(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|answer(?:s|ed|ing)?"
    r"|repl(?:y|ies|ied|ying)|remark(?:s|ed|ing)?|shout(?:s|ed|ing)?|cr(?:y|ies|ied|ying)"
    r"|exclaim(?:s|ed|ing)?|sp(?:eak|eaks|oke|oken|eaking)|complain(?:s|ed|ing)?"
    r"|admit(?:s|ted|ting)?|confess(?:es|ed|ing)?|not(?:es|ed|ing)|observ(?:e|es|ed|ing)"
    r"|quip(?:s|ped)?|nam(?:es|ed|ing)|dub(?:s|bed)?|insist(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|promis(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|conclud(?:e|es|ed|ing)|quot(?:e|es|ed|ing)"
    r"|cit(?:e|es|ed|ing)|liken(?:s|ed|ing)?|compar(?:e|es|ed|ing)|utter(?:s|ed|ing)?"
    r"|pray(?:s|ed|ing)?|advis(?:e|es|ed|ing)|order(?:s|ed|ing)?|beg(?:s|ged|ging)?"
    r"|plead(?:s|ed|ing)?|whisper(?:s|ed|ing)?|thought|mutter(?:s|ed|ing)?|boast(?:s|ed|ing)?"
    r"|lament(?:s|ed|ing)?|report(?:s|ed|ing)?|mention(?:s|ed)?|coin(?:s|ed)?"
    r"|recommend(?:s|ed)?|propos(?:e|es|ed)|demand(?:s|ed)?|proclaim(?:s|ed)?|predict(?:s|ed)?"
    r"|explain(?:s|ed)?|add(?:s|ed)?|suggest(?:s|ed)?|hail(?:s|ed)?|continu(?:es|ed))"
)
"""A verb of speaking in any form, as a regular expression."""

OTHER_SAY = (
    r"(?:talk(?:s|ed|ing)?|joking|jok(?:e|es|ed)|name|note|label(?:s|led|ed|ling)?|h(?:old|olds|eld)"
    r"|put(?:s|ting)?|us(?:e|es|ed|ing)|address(?:es|ed|ing)?|dismiss(?:es|ed|ing)?"
    r"|sneer(?:s|ed|ing)?|jot(?:s|ted|ting)?|read(?:s|ing)?|think(?:s|ing)?|believ(?:e|es|ed|ing)"
    r"|fe(?:el|els|lt)|sum(?:s|med)?|contrast(?:s|ed)?|refer(?:s|red)?|attribut(?:e|es|ed)"
    r"|want(?:s|ed)?|stand|pos(?:e|es|ed))"
)
"""Verbs that introduce speech in a question, and need not in running text."""
