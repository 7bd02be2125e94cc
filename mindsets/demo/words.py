"""What the demo's people wrote: invented words, by mindset."""

WORDS = {
    "lived": (
        "I used to say sorry before I spoke. Today I just spoke.",
        "Joe told us about the phone that never rings. I will not forget it.",
        "I have been on both sides of the desk. It helped to say so.",
        "Nobody asked what we had tried before. Next time I will say it anyway.",
        "The young people were not in the room. We should go to them.",
    ),
    "curiosity": (
        "I asked Priya what her week looks like. I had it all wrong.",
        "I thought people did not come because they did not care. It is the bus.",
        "I want to know who reads the letters before they go out.",
        "I did not ask my question. I will write it here: why Tuesdays?",
    ),
    "hospitality": (
        "Somebody had kept me a chair by the door.",
        "I did not know the word pathway. I nodded. I will ask next time.",
        "The tea was hot and Bernie knew my name.",
        "It was loud after lunch and I went to the quiet room. That was fine.",
    ),
    "grey": (
        "I wanted an answer by lunch. Then Joe said the families he knows have been without an answer for "
        "two years, and I sat back a bit.",
        "I make lists when I do not know what comes next. Today I left the pen on the table.",
        "It is hard for me when nobody decides.",
        "We did not know and we said so. It was a relief.",
    ),
    "doing": (
        "We drew it on a paper plate. That counts, Ravi said.",
        "The leaflet did not work. Four of five said: please just ring me.",
        "I would like to try one class in the library and see who comes.",
        "I rang one family. It took forty minutes and it was worth it.",
    ),
    "perspectives": (
        "It is hard to listen when someone is talking about your own child.",
        "I talked too much in the morning. In the afternoon I counted to five first.",
        "Leon sees it the other way round and I think he is right about the forms.",
        "We are all the same age in our team. Who is missing?",
    ),
}
