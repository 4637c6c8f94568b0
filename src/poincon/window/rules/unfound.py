"""Which words of a search that found nothing may be kept for the house: none that could be about somebody."""

import re
from itertools import pairwise

from poincon.kernel import text

MOST_WORDS = 4
MOST_LETTERS = 40
ANY_NUMBER = re.compile(r"\d")
ADDRESS = re.compile(r"[@/\\]|www\.|\.(?:com|fr|net|org|eu|example)\b", re.IGNORECASE)
CALLED = re.compile(
    r"(?<!\w)(?:mme|mlle|mr|mrs|ms|miss|madame|monsieur|mademoiselle|docteur|dr)(?!\w)", re.IGNORECASE
)
WORDS_OF_NAMES = re.compile(r"(?<!\w)(?:rue|avenue|boulevard|place|street|road|avenue)(?!\w)", re.IGNORECASE)
# Given names that people in France and Britain bear most; what is also a stone or a flower may be a jewel's.
GIVEN_NAMES = frozenset(
    """
    adam adele adrien agathe agnes alain albert alexandra alexandre alexis alice alicia aline amandine amelie
    amy andre andrea andrew angelique anna anne annie anthony antoine arnaud arthur audrey aurelie aurore axel
    baptiste beatrice benjamin benoit bernard bertrand brigitte bruno camille carla carole caroline catherine
    cecile cedric celine chantal charles charlotte chloe christelle christian christiane christine christophe
    claire clara claude claudine clemence clement clementine colette corinne cyril damien daniel daniele
    danielle david delphine denis denise didier dominique edouard elena eleonore elisa elisabeth elise elodie
    eloise emilie emily emma emmanuel emmanuelle enzo eric estelle ethan eva evelyne fabien fabrice fanny
    florence florent florian francis francois francoise franck frederic gabriel gabrielle gael gaelle gaetan
    genevieve georges gerard germain ghislaine gilbert gilles gregory guillaume guy helene henri herve hugo
    ines irene isabelle jack jacqueline jacques james jane jean jeanne jennifer jeremy jerome jessica joelle
    john jonathan jose josephine josette joseph josiane judith julia julie julien juliette justine karim
    karine kevin laetitia lara laura laurence laurent lea leo leon leonie leonore lilian lina lise lisa
    loic lola lou louane louis louise luc lucas lucie lucien lucy ludovic maeva magali manon marc marcel
    margaux margot marguerite maria marianne marie marina marine marion marjorie mark martin martine mary
    mathieu mathilde mathis matteo matthew matthieu maurice max maxence maxime melanie melissa michael michel
    michele micheline mireille mohamed monique morgane muriel myriam nadia nadine natacha nathalie nathan
    nicolas nicole nina nino noah noe noemie noemi oceane odette odile olivia olivier pascal pascale patrice
    patricia patrick paul paula paulette pauline peter philippe pierre quentin rachel rachid raphael raymond
    regine regis remi rene renee richard robert robin roger roland romain romane sabine sabrina salome samuel
    sandra sandrine sara sarah sasha sebastien serge severine simon simone solange solene sonia sophie
    stephane stephanie steve suzanne sylvain sylvie tatiana theo theodore theophile therese thibault thierry
    thomas tiphaine tom valentin valerie vanessa veronique victor victoire victoria vincent virginie vivien
    william xavier yann yannick yasmine yves yvette yvonne zoe
    """.split()  # noqa: SIM905 - as long as a page when it is a list
)


def kept(words: str, language: str) -> str | None:
    """Return the words as they are kept: folded and without small words; None where they must not be.

    Not kept: anything with a figure or a sign of addresses in it, titles and given names, two words with
    capitals in a row, as people write who they are, and whatever is longer than a jewel's name. An unusual
    name in small letters cannot be told from a word; that is why neither a person, nor a place, nor an hour
    is ever kept beside it.
    """
    if len(words) > MOST_LETTERS or any(
        rule.search(words) for rule in (ANY_NUMBER, ADDRESS, CALLED, WORDS_OF_NAMES)
    ):
        return None
    told = text.telling_words(words, language)
    if not 0 < len(told) <= MOST_WORDS or not any(len(word) > 2 for word in told):
        return None
    if GIVEN_NAMES & set(told) or _written_as_a_name(words):
        return None
    return " ".join(told)


def _written_as_a_name(words: str) -> bool:
    """Tell whether two words in a row begin with a capital and go on without: "Jeanne Moreau"."""
    begun = [word[:1].isupper() and word[1:].islower() for word in words.split()]
    return any(one and other for one, other in pairwise(begun))
