namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// Words that look like names but name tools, methods, standards, employers or jobs. They beat a name list unless there is other evidence.
/// </summary>
internal static class SkillWords
{
    public static IReadOnlyCollection<string> All { get; } = new HashSet<string>((Tools + Methods + Employers + Jobs + Words)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> JobTitles = WordSet.Of(Jobs);

    /// <summary>The nouns of jobs' titles.</summary>
    public static IEnumerable<string> JobNouns => JobTitles.Set;

    /// <summary>Whether a folded word is the noun of a job's title.</summary>
    public static bool IsJob(ReadOnlySpan<char> word) => JobTitles.Contains(word);

    private const string Tools = """
        ada adobe agile airtable ajax akka alfresco alteryx amazon android angular ansible ant apache apex apigee apollo appium arcgis arduino
        asana ascom aspnet atlassian autocad autodesk avaya azure babel bamboo bash basecamp bash basic bitbucket blender bloomberg bootstrap
        bower bugzilla cadence camel camunda canva capybara cassandra catia celery centos ceph chai chef cherwell chrome cisco citrix clojure
        cloudera cobol cocoa codeigniter cognos coldfusion confluence consul corel crystal cucumber cypress dart dask datadog databricks
        debian delphi django docker dojo dreamweaver drupal dynamo dynatrace eclipse elastic elasticsearch elixir elk elm ember epic erlang
        erwin excel express fedora figma firebase fireworks flash flask flink flutter fortran foxpro freemarker gatsby gerrit git github
        gitlab glassfish glue golang google gradle grafana grails graphite groovy grunt gulp hadoop harbor haskell hbase helm heroku hibernate
        hive hudson hyperion hystrix illustrator impala indesign informatica infor infopath invision ionic istio itil jade jasmine jasper java
        javascript jboss jdbc jenkins jest jetty jira joomla jquery julia junit jupyter kafka karate karma keras keycloak kibana knime knockout
        kotlin kubernetes kubeflow labview lambda laravel latex linux liferay lightroom linkedin lisp lodash logstash loki looker lotus lua
        lucene lync magento mahout mapbox maple marketo marvel mathematica matlab matplotlib maven maximo maya mercurial mesos meteor
        microsoft micros mocha mockito mongo mongodb mulesoft mysql nagios netbeans netezza netsuite neo nessus nexus nginx node nomad notion
        nova numpy nunit nuxt octave okta onenote oracle outlook pandas pascal peoplesoft perl perforce pentaho pega photoshop phoenix php
        playwright polly postgres postgresql postman powerbi powerpoint powershell premiere presto prometheus protractor prolog puppet puppeteer
        pycharm pyspark pytest python pytorch qlik qlikview quark quickbooks rabbitmq rails ranger raspberry ravel react redis redmine redshift
        redux rhino ruby rust sage sakai salesforce samba sap sapphire sas sass scala scrum selenium sentry serenity servicenow sharepoint
        shopify siebel silverlight sinatra siri sketch skype slack solaris solidworks solr sonar splunk spark spring spss sql sqlite square
        stata storm stripe struts subversion sugar sumo svelte swift swing sybase symfony symphony tableau talend tally teradata terraform
        testng tibco tika titanium tivoli toad tomcat tosca trello travis twilio typescript ubuntu unity unix unreal vagrant vault vb verilog
        vertica vhdl visio visual vim viper vue watson weblogic websphere windows winforms wireshark wix wordpress workday xamarin xcode xero
        xilinx xml yarn zabbix zendesk zeplin zookeeper zoho zoom hana fiori abap ariba concur maestro hyperledger solidity gimp inkscape
        houdini nuke cinema unity lumion revit navisworks primavera staad tekla etabs archicad sketchup rhino grasshopper ansys abaqus comsol
        simulink nastran hypermesh moldflow mastercam fanuc delcam siemens rockwell delta wonderware ignition kuka abb
        opera amadeus sabre galileo worldspan fidelio micros protel cerner meditech allscripts athena athenahealth kronos ceridian adp paychex
        bamboohr greenhouse lever taleo success factors successfactors anaplan blackline mint stata minitab eviews bloomberg reuters refinitiv
        murex calypso summit avaloq temenos finacle flexcube swift fidessa aladdin moodle canvas blackboard schoology kahoot
        """;

    private const string Methods = """
        agile kanban scrum lean sigma kaizen gantt pareto markov bayes bayesian gauss gaussian poisson fourier laplace euler turing boyce
        kjeldahl soxhlet sanger southern western northern blot taguchi ishikawa maslow deming montessori waldorf reggio emilia orff kodaly
        bobath belbin kirkpatrick spearman kruskal wilcoxon weibull kalman sarbanes oxley basel waterlow apgar heimlich cyriax brunnstrom
        snellen ishihara rorschach wechsler binet vineland makaton hanen lovaas gestalt jungian freud
        """;

    private const string Employers = """
        google amazon microsoft apple facebook meta netflix accenture deloitte kpmg capgemini infosys wipro tata cognizant hcl mahindra
        reliance bajaj birla godrej larsen toubro siemens bosch philips unilever nestle danone pepsi pepsico cola coca procter gamble
        pfizer merck roche bayer novartis sanofi astrazeneca abbott glaxo glaxosmithkline amgen medtronic stryker mckesson
        walgreens walmart target costco kroger tesco sainsbury sainsburys asda aldi lidl carrefour auchan ikea zara inditex gucci prada dior
        hermes chanel armani hilfiger levi levis nike adidas puma reebok macys nordstrom sephora primark
        marriott hilton hyatt sheraton radisson ritz carlton westin starbucks mcdonalds mcdonald wendys dominos subway
        boeing airbus lockheed northrop grumman raytheon honeywell caterpillar deere toyota honda nissan mazda hyundai kia
        tesla ferrari porsche mercedes benz daimler chrysler bentley rolls royce jaguar rover volkswagen audi fiat renault peugeot citroen
        goldman sachs jpmorgan citi citigroup citibank barclays hsbc lloyds santander wells fargo merrill schwab
        vanguard blackrock ubs suisse rothschild moody moodys pricewaterhousecoopers pwc mckinsey bain booz mercer towers aon prudential
        allianz axa metlife cigna aetna humana kaiser permanente dell hp hewlett packard ibm intel nvidia qualcomm cisco
        ericsson nokia samsung sony lg panasonic hitachi toshiba fujitsu nec motorola verizon vodafone orange telefonica sprint comcast
        disney warner universal paramount elsevier springer randstad adecco manpower fedex ups dhl maersk schenker nagel hertz
        debenhams harrods selfridges waitrose morrisons schlumberger halliburton shell exxon mobil chevron bp aramco adnoc
        """;

    private const string Jobs = """
        engineer developer manager analyst consultant designer architect administrator assistant officer executive director specialist
        coordinator technician supervisor lead head chief senior junior principal associate intern trainee apprentice nurse teacher lecturer
        professor tutor accountant auditor bookkeeper cashier clerk secretary receptionist chef cook baker barista waiter waitress bartender
        driver mechanic electrician plumber carpenter welder mason painter operator operative machinist fitter cleaner gardener farmer guard
        porter carer caretaker therapist pharmacist dentist doctor physician surgeon radiographer paramedic midwife psychologist scientist
        researcher biologist chemist physicist mathematician statistician economist lawyer attorney solicitor paralegal judge journalist
        editor writer author translator interpreter photographer artist musician actor producer programmer tester scrum owner
        president vice ceo cto cfo coo founder partner representative salesperson salesman buyer planner recruiter trainer coach mentor
        freelancer contractor librarian curator steward pilot captain sergeant surveyor estimator foreman installer plasterer roofer
        """;

    private const string Words = """
        the of for and in on at by an to as is it my we our us all new no or if so be do go he she they you your not with from this that
        has had was were been are am did does would can could should might must have having being a but what when where why how who which while since until
        master resume resumes curriculum vitae cv bachelor master masters bachelors doctorate diploma degree mba bsc msc beng meng phd btech mtech bca mca
        mobile phone email address contact location profile page january february march april may june july august september october november
        december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday present current
        team data web cloud business english french german spanish chinese hindi arabic russian portuguese japanese italian dutch polish
        turkish korean swedish danish norwegian finnish greek hebrew bengali tamil telugu marathi gujarati punjabi urdu kannada malayalam
        vietnamese thai indonesian malay tagalog swahili igbo yoruba hausa amharic somali farsi persian czech slovak hungarian romanian
        bulgarian serbian croatian ukrainian mandarin cantonese latin linkedin github facebook twitter instagram gmail hotmail yahoo outlook
        microsoft certified professional level intermediate advanced native fluent basic beginner summer winter spring autumn fall christmas
        easter major minor dean honor honors merit award scholar grade class rank state national international united federal royal general
        healthcare provider providers icai icsi icwai ipcc aca fca acma cwa cisa cism
        dev ops co qa ui ux bi api
        tel mob cell fax website skype whatsapp telegram viber wechat gsm
        hplc seo sem haccp gmp gxp tig mig mag sps hmi scada cnc gcse nvq btec hnd fcca acca frcp frcpi mrcp facs frcs mbbs bds mbbch abitur baccalaureat bachillerato maturita liceum
        inc ltd llc gmbh plc corp llp pvt limited company group bank hospital clinic hotel restaurant solutions services systems technologies
        consulting industries foundation association society institute university college school academy department ministry council agency
        """;
}
