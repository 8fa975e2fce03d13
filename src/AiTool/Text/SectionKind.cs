namespace ClearView.AiTool.Text;

/// <summary>What a stretch of a résumé is about. Top is all before the first heading.</summary>
internal enum SectionKind
{
    Top, Summary, Experience, Education, Skills, Projects, Certificates, Languages, Volunteering, Interests, References, Personal, Other,
}
