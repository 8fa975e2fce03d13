using static ClearView.AiTool.Anonymize.Finders.Labels;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The same fields in other languages, and in the wordings that forms of some countries use.</summary>
internal static class ForeignLabels
{
    public static IEnumerable<KeyValuePair<string, Field>> All =>
        from row in Rows
        from label in row.Labels.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select KeyValuePair.Create(string.Concat(label.Select(Documents.Letters.Fold)), row.Field);

    // Words parted by one space, labels by a semicolon; without apostrophes.
    private static (Field Field, string Labels)[] Rows =>
    [
        (Name, """
            nom et prenom; nom prenom; prenom nom; nom de famille; vor und nachname; vor und zuname; vor nachname; zuname; familienname; nombre completo;
            nombre y apellidos; nombres; nombres y apellidos; nome completo; nome e cognome; cognome e nome; nome e sobrenome; apelido; sobrenome; voornaam; achternaam;
            naam en voornaam; fornavn; etternavn; efternavn; fornamn; efternamn; imie; nazwisko; jmeno; prijmeni; jmeno a prijmeni; jmeno prijmeni; meno; priezvisko;
            meno a priezvisko; nume; prenume; nume prenume; nume si prenume; numele; nev; teljes nev; nimi; ime; prezime; ime i prezime; adi; soyadi; ad soyad; adi soyadi;
            adi ve soyadi; isim; nama; nama lengkap; nama penuh; ho ten; ho va ten; full names; other names; other name; names; name in full; names in full;
            preferred name; legal name; fullname; first names; applicants name; candidates name; фио; ф и о; имя; фамилия; фамилия имя отчество;
            имя и фамилия; прізвище; піб; ονοματεπωνυμο; ονομα; 姓名; 氏名; 名前; 이름; 성명; الاسم; الاسم الكامل; שם; שם מלא; ชื่อ; नाम
            """),
        (Relative, """
            name of husband; name of wife; name of spouse; name of parent; name of father husband; name of mother; parents name; parents; wifes name; wife name; wife;
            husband; conyuge; nombre del padre; nombre de la madre; nome do pai; nome da mae; filiacao; pai; mae; baba adi; ana adi; anne adi; nama ayah; nama ibu; ayah;
            ibu; next of kin; emergency contact; emergency contact person; in case of emergency;
            guardians name; brothers; sisters; no of children
            """),
        (Birth, """
            fecha nac; fecha de nac; f nacimiento; fecha nacimiento; data nascita; data de nasc; nato il; nata il; nato a; date de naiss; date naissance; ne le; nee le;
            geb datum; geb; geb am; geboren am; datum rojstva; datum rodenja; datum narodenia; narozen; narozena; nascut la; birthdate yyyy mm dd;
            date of birth dd mm yyyy; birth dt; d o birth; dateofbirth; dob dd mm yyyy; ngay sinh; ngay thang nam sinh; nam sinh; tanggal lahir; tempat tanggal lahir;
            tempat tgl lahir; ttl; tempat dan tanggal lahir; tarikh lahir; place and date of birth; place date of birth; fodd; fodt; syntynyt; szul ido;
            szuletesi hely es ido; szuletesi hely ido; nacimiento; naissance; date of birth dd mm yy; date of birth mm dd yyyy; dob dd mm yy; faeddur; fodselsdag og ar; geburtsdatum ort; geburtsdatum und ort; geburtsdatum geburtsort; szuletett; dogum yeri ve tarihi; dogum tarihi ve yeri; dogum; lieu et date de naissance; date et lieu de naissance;
            luogo e data di nascita; lugar y fecha de nacimiento; fecha y lugar de nacimiento; geboorteplaats en datum; data i miejsce urodzenia; дата рождения;
            дата народження; год рождения; ημερομηνια γεννησης; 生年月日; 出生日期; 出生年月; 생년월일; تاريخ الميلاد; תאריך לידה; วันเกิด; जन्म तिथि
            """),
        (Origin, """
            lieu de naissance; lugar de nacimiento; luogo di nascita; local de nascimento; naturalidade; geboorteplaats; miejsce urodzenia; misto narozeni;
            miesto narodenia; locul nasterii; dogum yeri; fodested; fodelseort; tempat lahir; que quan; noi sinh; home district; state of origin; lga; l g a;
            local government area; local govt area; lga of origin; town of origin; village; place of origin; domicile state; место рождения; место жительства;
            место проживания; город; 出生地; 籍贯; 출생지; مكان الميلاد
            """),
        (Place, """
            ort; ville; ciudad; cidade; citta; miasto; miejscowosc; stad; woonplaats; plaats; kota; sehir; localidad; localita; residencia; current city;
            city of residence; county; district; dist; city state; city country; city town; current place; preferred location;
            base location; lieu
            """),
        (Age, """
            век; возраст; usia; umur; tuoi; 나이; 年龄; العمر; kor; ikä
            """),
        (Gender, """
            jenis kelamin; jantina; gioi tinh; cinsiyet; cinsiyeti; plec; geslacht; kon; kjonn; kon m k; pohlavi; pohlavie; gender sex; sex gender; пол; стать; 性别; 性別; 성별;
            الجنس; מין
            """),
        (Nationality, """
            kewarganegaraan; warganegara; quoc tich; cetatenie; nationalitate; statsborgerskab; statsborgerskap; obcanstvi; statni prislusnost; allampolgarsag;
            kansalaisuus; гражданство; громадянство; υπηκοοτητα; 国籍; 國籍; 국적; الجنسية; אזרחות; citizenship status; work authorization; work authorisation
            """),
        (Marital, """
            medeni durum; medeni durumu; status perkawinan; status pernikahan; taraf perkahwinan; tinh trang hon nhan; rodinny stav; stare civila; sivilstatus; civilstand;
            sivilstand; csaladi allapot; siviilisaaty; семейное положение; сімейний стан; 婚姻状况; 婚姻状態; 결혼여부; الحالة الاجتماعية; מצב משפחתי
            """),
        (Religion, """
            agama; ton giao; dini; religie; religion denomination; denomination; вероисповедание; الديانة
            """),
        (Phone, """
            celular; cel; simi; tfno; tlfno; kom; kontakt tel; sime; movil; telefone; telemovel; telefono movil; tlf; gsm; gsm no; gsm number; cep; cep tel; cep telefonu; no hp; hp; no telp; no tel; telepon; telp;
            dien thoai; so dien thoai; sdt; telefoon; mobiel; mobil; mobiltelefon; mobilnummer; puhelin; komorka; tel kom; telefon komorkowy; telefon kontaktowy;
            contact numbers; contact phone; contact; cel no; cell no; cell number; cp; cp no; mobile phone; mobile phone number; phones; phone numbers; telephone no;
            telephone number; telephones; telephone numbers; work phone; office phone; landline; tel mob; tel fax; tel cell; mob no; ph number; portable; tel portable;
            viber; wechat; line id; kakao; telegram phone; тел; телефон; моб; моб тел; мобильный телефон; контактный телефон; τηλεφωνο; 电话; 電話; 電話番号; 手机; 手机号; 联系电话; 전화;
            전화번호; 연락처; 휴대폰; هاتف; الهاتف; رقم الهاتف; جوال; טלפון; נייד; โทร
            """),
        (Address, """
            adresi; ev adresi; cim; osoite; endereco residencial; adresse postale; bydliste; trvale bydliste; zamieszkanie; adres zamieszkania; adres korespondencyjny;
            meldeadresse; wohnadresse; permanent home address; home town address; present contact address; house address; domisili; alamat rumah; alamat lengkap;
            адрес; адреса; διευθυνση; 住所; 现住所; 現住所; 地址; 주소; العنوان; כתובת; postalcode; zipcode; kod pocztowy; code postal; codigo postal; plz
            """),
        (IdCode, """
            curp; rfc; cpf; rg; nie; nif; dni; pesel; nip; bsn; personnummer; personnr; nic; nic no; n i c; n i c no; n i c number; tc kimlik no; tckn; snils;
            sss; sss no; sss number; tin; tin no; tin number; philhealth; philhealth no; pagibig; pag ibig no; tax id; tax number; sirb no; seamans book no; passport num;
            passport nr; passnummer; reisepass; numero de passeport; pasaporte; cedula; cedula de identidad; ktp; no ktp; nik; cmnd; cccd; aadhar card;
            aadhar card no; aadhar number; aadhaar number; aadhaar card no; pan card; pan number; voter id; voter id no; id card no; identity card no; identity number;
            national identity number; national id no; national id number; id passport no; iqama; iqama no; emirates id; driving licence number; drivers license no;
            drivers licence no; license no; licence no; rodne cislo; cnp; jmbg; oib; egn; afm; amka; инн; снилс; паспорт; 身份证; 身份证号; 주민등록번호; رقم الهوية; תז
            """),
        (Handle, """
            vk; codepen; researchgate; google scholar; scopus; youtube; tiktok; discord; indeed profile; linkedin url; github profile; github url;
            bitbucket profile; snapchat; pinterest; artstation
            """),
    ];
}
