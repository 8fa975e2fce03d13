using System.Net.Http.Headers;
using System.Text;

namespace ClearView.Platform.Tests.Web.Intake;

/// <summary>Files that cannot be used: each gets a clear error, and the next good one goes through.</summary>
[Collection<SharedNode>]
public sealed class BadFileTests(EmbeddedNode node)
{
    private const int ElevenMegabytes = 11 * 1024 * 1024;

    private HttpClient Http => node.Http;

    [Fact]
    public async Task An_empty_body_is_refused()
    {
        await RefusedAsync(Http.SendBytesAsync([]), 422, "empty", "empty");
        await RefusedAsync(Http.SendAsync("/api/v1/resumes", new MultipartFormDataContent()), 400, "malformed-form", "form");
    }

    [Fact]
    public Task A_file_of_0_bytes_is_refused() => RefusedAsync("empty.pdf", 422, "empty", "0 bytes");

    [Fact]
    public Task A_file_of_white_space_is_refused() => RefusedAsync("blank.txt", 422, "no-text", "no text");

    [Fact]
    public Task A_truncated_pdf_is_refused() => RefusedAsync("truncated.pdf", 422, "truncated", "ends too early");

    [Fact]
    public async Task A_truncated_docx_is_refused()
    {
        var whole = Files.Sample("tomasz-wisniewski.docx");

        await RefusedAsync(Http.SendResumeAsync(whole[..(whole.Length / 2)]), 422, "truncated", "ends too early");
    }

    [Fact]
    public Task A_damaged_docx_is_refused() => RefusedAsync("damaged.docx", 422, "truncated", "part of it is missing");

    [Fact]
    public Task A_docx_whose_document_is_no_xml_is_refused() => RefusedAsync("bad-xml.docx", 422, "damaged", "damaged");

    [Fact]
    public Task An_encrypted_pdf_is_refused() => RefusedAsync("encrypted.pdf", 422, "encrypted", "password");

    [Fact]
    public Task A_scan_is_refused_because_nobody_reads_pictures_here() =>
        RefusedAsync(Http.SendResumeAsync(Files.Sample("ruben-van-der-meulen.pdf")), 422, "scan", "picture");

    [Fact]
    public async Task A_file_of_11_megabytes_is_refused_however_it_is_sent()
    {
        var large = new byte[ElevenMegabytes];
        Array.Fill(large, (byte)'a');

        await RefusedAsync(Http.SendResumeAsync(large), 413, "too-large", "10 MB");
        await RefusedAsync(Http.SendBytesAsync(large), 413, "too-large", "10 MB");
        await RefusedAsync(Http.SendAsync("/api/v1/resumes", new Unannounced(large)), 413, "too-large", "10 MB");
    }

    [Fact]
    public Task A_zip_bomb_is_refused() => RefusedAsync("zip-bomb.docx", 413, "too-large", "too large");

    [Fact]
    public Task An_entity_bomb_is_refused() => RefusedAsync("entity-bomb.docx", 422, "damaged", "damaged");

    [Fact]
    public Task A_bomb_of_many_small_entries_is_refused() => RefusedAsync("overlap-bomb.docx", 413, "too-large", "too large");

    [Fact]
    public Task A_picture_that_is_called_a_pdf_is_refused() => RefusedAsync("png-inside.pdf", 415, "unknown-type", "PDF, Word");

    [Fact]
    public Task A_spreadsheet_that_is_called_a_docx_is_refused() => RefusedAsync("wrong-content-type.docx", 415, "unknown-type", "PDF, Word");

    [Fact]
    public Task Bytes_of_no_kind_are_refused() => RefusedAsync("nul-bytes.txt", 415, "unknown-type", "PDF, Word");

    [Fact]
    public Task Text_that_is_no_utf8_is_refused() => RefusedAsync("invalid-utf8.txt", 422, "bad-encoding", "UTF-8");

    [Fact]
    public async Task A_field_that_is_no_utf8_is_refused()
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Files.Good), "file", "f" }, { new ByteArrayContent([0x5A, 0xFF]), "firstName" } };

        await RefusedAsync(Http.SendAsync("/api/v1/resumes", form), 400, "malformed-form", "UTF-8");
    }

    [Fact]
    public async Task A_form_without_a_file_is_told_which_field_is_missing() =>
        await RefusedAsync(Http.SendAsync("/api/v1/resumes", new MultipartFormDataContent { { new StringContent("Zoe"), "firstName" } }), 422, "file-missing", "'file'");

    [Fact]
    public async Task A_form_with_two_files_is_refused()
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Files.Good), "file", "a" }, { new ByteArrayContent(Files.Good), "file", "b" } };

        await RefusedAsync(Http.SendAsync("/api/v1/resumes", form), 400, "malformed-form", "two files");
    }

    [Theory]
    [InlineData("multipart/form-data", "boundary")]
    [InlineData("multipart/form-data; boundary=\"x\"", "form")]
    public async Task A_form_that_cannot_be_taken_apart_is_refused(string type, string word)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf"));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        await RefusedAsync(Http.SendAsync("/api/v1/resumes", content), 400, "malformed-form", word);
    }

    private Task RefusedAsync(string broken, int status, string code, string word) => RefusedAsync(Http.SendResumeAsync(Files.Broken(broken)), status, code, word);

    private async Task RefusedAsync(Task<HttpResponseMessage> asked, int status, string code, string word)
    {
        using var answer = await asked;

        Assert.Contains(word, await answer.ProblemAsync(status, code), StringComparison.OrdinalIgnoreCase);
        await StillWorksAsync();
    }

    private async Task StillWorksAsync() => await Http.ThroughAsync(await (await Http.SendResumeAsync(Files.Good)).AcceptedAsync());

    /// <summary>A body that does not say how long it will be.</summary>
    private sealed class Unannounced : HttpContent
    {
        private readonly byte[] _content;

        public Unannounced(byte[] content)
        {
            _content = content;
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(_content).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
