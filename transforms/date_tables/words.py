"""Names of months, time zones and halves of the day in many languages: data for `dates.py`.

A name is listed once for all languages that share it, in lower case and without accents, as `dates.py` compares them. Where a
name means two months, the larger languages count: `listopada` is November (Polish, Ukrainian), not October (Croatian).
"""

# Month by month. `dates.py` also takes a longer word that begins with one of these: endings change with the case.
MONTHS: tuple[str, ...] = (
    # Latin | Slavic, Finnish, Baltic, Turkish in Latin letters | Cyrillic, Greek | Arabic, Persian, Hebrew, Hindi, others
    """jan januar januari january janvier janv enero ene gennaio gen genn janeiro ianuarie ian januarie gener
    stycznia styczen sty ledna leden led tammikuuta tammikuu tammi jaanuar janvaris sausio
    ocak oca январ янв яну јануар јан січня січень січ студзеня ιανουαριου ιανουαριος ιαν
    يناير جانفي ژانویه ינואר בינואר जनवरी urtarrila sijecnja""",
    """feb februar februari february fevrier fevr fev febrero febbraio febb fevereiro februarie februarie febrer
    lutego luty lut unora unor uno helmikuuta helmikuu helmi veebruar februaris vasario
    subat sub феврал фев фебруар феб лютого лютий лют лютага φεβρουαριου φεβρουαριος φεβ
    فبراير فيفري فوریه פברואר בפברואר फरवरी otsaila veljace""",
    """mar march marz maerz mrz mars marzo maart mrt marco março martie marts marcius març
    marca marzec brezna brezen bre maaliskuuta maaliskuu maalis marts kovo
    mart март мар березня березень бер сакавіка μαρτιου μαρτιος μαρ
    مارس مارش מרץ במרץ मार्च maret martxoa ozujka""",
    """apr april avril avr abril abr aprile aprilie aprilis
    kwietnia kwiecien kwi dubna duben dub huhtikuuta huhtikuu huhti aprill balandzio
    nisan nis апрел апр квітня квітень кві красавіка απριλιου απριλιος απρ
    ابريل افريل آوریل אפריל באפריל अप्रैल apirila travnja""",
    """may mai mayo maggio mag mei maio maj majus
    maja kvetna kveten kve toukokuuta toukokuu touko maijs geguzes
    mayis мая май маj мај травня травень тра мая траўня μαιου μαιος μαι
    مايو ماي مه מאי במאי मई maig maiatza svibnja""",
    """jun june juni juin junio giugno giu junho iunie iun junius juny
    czerwca czerwiec cze cervna cerven kesakuuta kesakuu kesa juuni junijs birzelio
    haziran haz июн юни јун червня червень чер чэрвеня ιουνιου ιουνιος ιουν
    يونيو جوان ژوئن יוני ביוני जून ekaina lipnja""",
    """jul july juli juillet juil julio luglio lug julho iulie iul julius juliol
    lipca lipiec lip cervence cervenec heinakuuta heinakuu heina juuli julijs liepos
    temmuz tem июл юли јул липня липень лип ліпеня ιουλιου ιουλιος ιουλ
    يوليو جويلية ژوئیه יולי ביולי जुलाई uztaila srpnja""",
    """aug august augustus augusti aout agosto ago agost august augusztus
    sierpnia sierpien sie srpna srpen srp elokuuta elokuu elo augusts rugpjucio
    agustos agu август авг серпня серпень сер жніўня αυγουστου αυγουστος αυγ
    اغسطس اوت אוגוסט באוגוסט अगस्त agustus abuztua kolovoza""",
    """sep sept september septembre septiembre setiembre settembre sett set setembro septembrie szeptember setembre
    wrzesnia wrzesien wrz zari zar syyskuuta syyskuu syys septembris rugsejo
    eylul eyl сентябр сент сен септември септ сеп септембар вересня вересень вер верасня σεπτεμβριου σεπτεμβριος σεπ σεπτ
    سبتمبر سپتامبر ספטמבר בספטמבר सितंबर सितम्बर iraila rujna""",
    """oct october octobre octubre ottobre ott oktober okt outubro out octombrie octubre
    pazdziernika pazdziernik paz rijna rijen rij lokakuuta lokakuu loka oktoober oktobris spalio
    ekim eki октябр окт октомври октобар жовтня жовтень жов кастрычніка οκτωβριου οκτωβριος οκτ
    اكتوبر اکتبر אוקטובר באוקטובר अक्टूबर urria""",
    """nov november novembre noviembre novembro noiembrie noi novembris
    listopada listopad lis listopadu marraskuuta marraskuu marras lapkricio
    kasim kas ноябр ноя ноември новембар нов листопада листопад лис лістапада νοεμβριου νοεμβριος νοε
    نوفمبر نوامبر נובמבר בנובמבר नवंबर नवम्बर nopember azaroa studenoga""",
    """dec december decembre diciembre dic dicembre dez dezember dezembro decembrie desember des desembre
    grudnia grudzien gru prosince prosinec pro joulukuuta joulukuu joulu detsember decembris gruodzio
    aralik ara декабр дек декември децембар грудня грудень гру снежня δεκεμβριου δεκεμβριος δεκ
    ديسمبر دسامبر דצמבר בדצמבר दिसंबर दिसम्बर abendua prosinca""",
)
# Swahili, Malay, Tagalog, Icelandic, Albanian, Azeri, Uzbek | Georgian, Armenian, Urdu, Bengali, Marathi, Tamil, Telugu, Thai
MORE_MONTHS: tuple[str, ...] = (
    """januari janar janúar enero yanvar
    იანვარი იანვარს იანვრის հունվար հունվարի جنوری জানুয়ারি जानेवारी ஜனவரி జనవరి มกราคม""",
    """februari shkurt febrúar pebrero fevral
    თებერვალი თებერვლის փետրվար փետրվարի فروری ফেব্রুয়ারি फेब्रुवारी பிப்ரவரி ఫిబ్రవరి กุมภาพันธ์""",
    """machi mac marso mart
    მარტი მარტის մարտ մարտի مارچ মার্চ मार्च மார்ச் మార్చి มีนาคม""",
    """aprili prill apríl abril aprel
    აპრილი აპრილის ապրիլ ապրիլի اپریل এপ্রিল एप्रिल ஏப்ரல் ఏప్రిల్ เมษายน""",
    """mei maí mayo
    მაისი მაისის մայիս մայիսի مئی মে मे மே మే พฤษภาคม""",
    """jun qershor júní hunyo iyun
    ივნისი ივნისის հունիս հունիսի جون জুন जून ஜூன் జూన్ มิถุนายน""",
    """julai korrik júlí hulyo iyul
    ივლისი ივლისის հուլիս հուլիսի جولائی জুলাই जुलै ஜூலை జూలై กรกฎาคม""",
    """agosti ogos gusht ágúst agosto avqust avgust
    აგვისტო აგვისტოს օգոստոս օգոստոսի اگست আগস্ট ऑगस्ट ஆகஸ்ட் ఆగస్టు สิงหาคม""",
    """septemba shtator setyembre sentyabr sentabr
    სექტემბერი სექტემბრის սեպտեմբեր սեպտեմբերի ستمبر সেপ্টেম্বর सप्टेंबर செப்டம்பர் సెప్టెంబర్ กันยายน""",
    """oktoba tetor oktubre oktyabr oktabr
    ოქტომბერი ოქტომბრის հոկտեմբեր հոկտեմբերի اکتوبر অক্টোবর ऑक्टोबर அக்டோபர் అక్టోబర్ ตุลาคม""",
    """novemba nëntor nóvember nobyembre noyabr
    ნოემბერი ნოემბრის նոյեմբեր նոյեմբերի نومبر নভেম্বর नोव्हेंबर நவம்பர் నవంబర్ พฤศจิกายน""",
    """desemba disember dhjetor disyembre dekabr
    დეკემბერი დეკემბრის դեկտեմբեր դեկտեմբերի دسمبر ডিসেম্বর डिसेंबर டிசம்பர் డిసెంబర్ ธันวาคม""",
)
# Months of two words, which the Levant and Iraq use: (words, month).
LONG_MONTHS: tuple[tuple[str, int], ...] = (
    ("كانون الثاني", 1),
    ("كانون الاول", 12),
    ("تشرين الاول", 10),
    ("تشرين الثاني", 11),
)
# The months of one word.
LEVANT: dict[str, int] = {"شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9}

# Minutes east of Greenwich. Of a name for several zones, the one that news feeds mean: BST is British Summer Time, IST is
# Indian, CST and EST are American. Left out: ET and others that change with the season, and RFC 822's single letters other than
# Z, which were defined with the wrong sign.
ZONES: dict[str, int] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "met", "mez", "west", "wat"), 60),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "cat", "sast"), 120),
    **dict.fromkeys(("eest", "msk", "eat", "trt", "idt"), 180),
    **dict.fromkeys(("irst",), 210),
    **dict.fromkeys(("gst", "msd"), 240),
    **dict.fromkeys(("pkt", "uzt"), 300),
    **dict.fromkeys(("ist",), 330),
    **dict.fromkeys(("npt",), 345),
    **dict.fromkeys(("wib", "ict"), 420),
    **dict.fromkeys(("sgt", "hkt", "pht", "myt", "wita", "awst"), 480),
    **dict.fromkeys(("jst", "kst", "wit"), 540),
    **dict.fromkeys(("acst",), 570),
    **dict.fromkeys(("aest",), 600),
    **dict.fromkeys(("acdt",), 630),
    **dict.fromkeys(("aedt",), 660),
    **dict.fromkeys(("nzst",), 720),
    **dict.fromkeys(("nzdt",), 780),
    **dict.fromkeys(("brt", "art", "adt", "clst"), -180),
    **dict.fromkeys(("ndt",), -150),
    **dict.fromkeys(("nst",), -210),
    **dict.fromkeys(("ast", "clt", "edt"), -240),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst", "akdt"), -480),
    **dict.fromkeys(("akst", "hdt"), -540),
    **dict.fromkeys(("hst",), -600),
}

# The number of hours to add to an hour of 1 to 12 (12 counts as 0). The word follows the clock, or in East Asia precedes it.
HALF_DAYS: dict[str, int] = {
    **dict.fromkeys(("am", "a.m.", "a.m", "πμ", "π.μ.", "上午", "오전", "午前", "ص"), 0),
    **dict.fromkeys(("pm", "p.m.", "p.m", "μμ", "μ.μ.", "下午", "오후", "午後", "م"), 12),
}
