"""Common first names of European languages, by which a person is told from a title or a body."""

GIVEN_NAMES = frozenset(
    """aaron abraham adam adolf adrian agatha agnes alain alan albert alberto aldous alec alejandro
    aleksandr aleksei alex alexander alexandra alexandre alexei alexis alfonso alfred algernon
    alice alison alistair allan allen amanda amy ana anatole anatoly anders andrea andreas andrei
    andrew andrey andré angela angus anita ann anna annabel anne annette annie anselm anthony
    antoine anton antonia antonio antony archibald aristide arnold arthur asa audrey august
    auguste augustus aurelio barbara barnaby barry bartholomew basil beatrice ben benedetto
    benedict benito benjamin bernard bernardo bernhard bertha bertram bertrand beryl bessie bill
    birgit bob boris brendan brian bridget bruce bruno burton camille carl carla carlo carlos
    carol caroline carolyn caspar cathal catharine catherine cecil cecilia cedric celia chaim
    charles charlotte cheryl chris christa christian christiane christina christine christoph
    christophe christopher claire clara clare clarence claud claude claudia claudio claus clement
    clive colette colin colm conor constance constantin cornelia cornelius craig cynthia cyril
    dagmar daisy dan daniel daphne darius david deborah deirdre denis denise dennis derek desmond
    diana diane dick diego dieter dietrich dimitri dmitri dmitry dominic dominique donal donald
    dora doreen doris dorothea dorothy douglas duncan dylan eamon ebenezer edgar edith edmond
    edmund eduard eduardo edward edwin egon eileen eithne elaine eleanor elena elias elijah
    elisabeth eliza elizabeth ella ellen elsa elsie emil emile emily emma emmanuel enid enrico
    enrique eoin eric erica erich erik erika ernest ernesto ernst erwin esther ethel eugen eugene
    eugenia eugène eva evan eve evelyn ezra felicity felipe felix ferdinand fergus fernand
    fernando fiona flora florence frances francesca francesco francis francisco franco frank franz
    françois françoise fred freda frederic frederick frederik fredric friedrich fritz frédéric
    fyodor gabriel gabriele gareth gary gaston geoffrey georg george georges gerald geraldine
    gerard gerhard gertrude gervase giacomo gilbert giles gillian gino giorgio giovanni giulio
    giuseppe gladys glyn godfrey gordon grace graham gregory greta grigori guido guillaume gunnar
    gunther gustav gustave guy gwen gérard hannah hans harold harriet harriett harry hazel heather
    hector heinrich heinz helen helena helene helga helmut henri henrietta henrik henry herbert
    herman hermann hester hilaire hilary hilda horace howard hubert hugh hugo humphrey hélène ian
    ida ignacio ignaz igor ilya immanuel inga ingrid irene irina iris irving isaac isabel isabella
    isaiah isidore israel italo ivan ivor ivy jack jacob jacqueline jacques jaime jakob james jan
    jane janet janice jason jasper javier jean jeannette jeff jeffrey jennifer jenny jeremiah
    jeremy jerome jessica jessie jill jim joachim joan joanna joanne jocelyn joe joel johan johann
    johanna johannes john jon jonas jonathan jorge josef joseph josephine joshua josiah josé joyce
    juan judith jules julia julian julie juliet julius jürgen karel karen karin karl kate
    katharina katharine katherine kathleen keith kenneth kevin kim kingsley klaus knut konrad
    konstantin kurt lars laura laurence laurens lawrence lazar leo leon leonard leonardo leonid
    leopold leslie lev lewis lilian linda lionel lisa lloyd lola lorenz lorenzo louis louisa
    louise lucas lucia lucien lucy ludovic ludwig luigi luis luke luther lydia lynn léon mabel
    madeleine magdalena malcolm manfred manuel marc marcel marcello marco marcus margaret
    margarete margarita margery margot marguerite maria marian marianne marie marina mario marion
    marjorie mark markus martha martin mary mathew mathilde matthew matthias maud maureen maurice
    mavis max maxim maximilian maxine melvyn mervyn michael michel michele michelle miguel mikhail
    miles millicent milton miriam moira moritz morris moses muriel myra nadia nadine nancy naomi
    natalia natalie nathan nathaniel neil nellie neville niall niccolò nicholas nick nicola
    nicolas niels nigel nikita nikolai nikolaus noam noel nora norah noreen norma norman octavia
    olaf olga olive oliver olivia oscar oskar oswald otto owen pablo paddy pamela paolo patricia
    patrick paul paula pauline pavel pedro peggy penelope percy perry peter petr petra philip
    philippa philippe phillip phoebe phyllis pierre pietro piotr primo pyotr pádraig quentin
    rachel ralph ramsay raoul raphael raymond raúl rebecca reginald reinhard reinhold rené rhoda
    ricardo richard robert roberto robin rocco roderick rodney roger roland rolf roman ronald rory
    rosa rosalind rosamond rosemary rowland roy rudolf rudolph rudyard rupert russell ruth sally
    salvador salvatore sam samuel sandra sara sarah seamus sean sebastian selina sergei sergey
    seumas seán sheila shirley sidney siegfried sigmund sigrid silvia simon simone solomon sonia
    sophia sophie stanislav stanley stefan stella stephanie stephen steven stuart sue susan
    susanna susannah suzanne sven sybil sydney sylvia séamus tadeusz tamara ted terence teresa
    terry thaddeus thelma theodor theodore theresa thomas thérèse tim timothy tobias tom tomás
    tony trevor ulrich umberto una ursula valentine valerie vanessa vera vernon veronica victor
    viktor vincent viola violet virginia vita vittorio vivian vivien vladimir vyacheslav waldemar
    walter warren wendy werner wilfred wilfrid wilhelm willem william winifred winston wolfgang
    yakov yuri yves yvonne zachary zoe émile étienne""".split()
)
