namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// One customer's data as it stands now. A candidate, its applications and its attachments exist from its
/// arrival until it departs; a candidate merged into another leaves its applications and files there.
/// </summary>
internal sealed class Account
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Person> _people;
    private readonly Samples _samples;
    private readonly Func<SampleJob, bool> _isHidden;

    public Account(Samples samples, Func<SampleJob, bool> isHidden)
    {
        (_samples, _isHidden) = (samples, isHidden);
        _people = samples.Candidates.ToDictionary(c => c.Id, c => new Person(c));
    }

    public int Total => _samples.Candidates.Count;
    public int JobCount => _samples.Jobs.Count;
    public int Arrived => Count(p => p.ArrivedAt is not null);
    public int Departed => Count(p => p.Gone);

    public IReadOnlyList<SampleCandidate> Waiting
    {
        get { lock (_gate) return [.. _samples.Candidates.Where(c => _people[c.Id].ArrivedAt is null)]; }
    }

    /// <summary>Ids of candidates that a client has been shown and that are still there.</summary>
    public IReadOnlyList<long> Seen
    {
        get { lock (_gate) return [.. _people.Values.Where(p => p is { Seen: true, Gone: false }).Select(p => p.Sample.Id)]; }
    }

    /// <summary>The time is read inside the lock, so no list served before can have missed a row that is dated earlier.</summary>
    public DateTimeOffset? Arrive(long candidate, Func<DateTimeOffset> now)
    {
        lock (_gate)
        {
            if (!_people.TryGetValue(candidate, out var person) || person.ArrivedAt is not null)
                return null;
            person.ArrivedAt = person.UpdatedAt = WireTime.Ceiling(now());
            return person.ArrivedAt;
        }
    }

    /// <summary>Deletes a candidate, or merges it into another.</summary>
    public DateTimeOffset? Depart(long candidate, long? into, Func<DateTimeOffset> now)
    {
        lock (_gate)
        {
            if (!_people.TryGetValue(candidate, out var person) || person.Gone || person.ArrivedAt is null)
                return null;
            (person.Gone, person.MergedInto, person.UpdatedAt) = (true, into, WireTime.Ceiling(now()));
            if (into is { } winner && _people.TryGetValue(winner, out var kept))
                kept.UpdatedAt = person.UpdatedAt;
            return person.UpdatedAt;
        }
    }

    public void MarkSeen(IEnumerable<long> candidates)
    {
        lock (_gate)
        {
            foreach (var id in candidates)
                _people[id].Seen = true;
        }
    }

    public bool Has(long candidate)
    {
        lock (_gate)
            return _people.TryGetValue(candidate, out var person) && person is { ArrivedAt: not null, Gone: false };
    }

    /// <summary>Whose file an attachment is, or null when there is none of that id.</summary>
    public SampleCandidate? FileOf(long attachment)
    {
        lock (_gate)
            return _people.TryGetValue(attachment, out var person) && person.Owner is not null ? person.Sample : null;
    }

    public string PathOf(SampleCandidate sample) => _samples.PathOf(sample);

    public IReadOnlyList<IRow> Candidates() => Rows(people =>
        from person in people
        where !person.Gone
        let sample = person.Sample
        select new CandidateRow(
            sample.Id, sample.FirstName, sample.LastName, Contacts(sample.Email, "personal"), Contacts(sample.Phone, "mobile"),
            [.. people.Where(p => p.Owner == sample.Id).SelectMany(p => p.Sample.Applications).Select(a => a.Id)],
            IsPrivate: false, sample.AppliedAt, person.UpdatedAt));

    public IReadOnlyList<IRow> Applications() => Rows(people =>
        from person in people
        from application in person.Sample.Applications
        select new ApplicationRow(
            application.Id, person.Owner!.Value, application.JobId, "active", Prospect: false,
            person.Sample.AppliedAt, person.Sample.AppliedAt, person.UpdatedAt));

    /// <summary>Without links: these are made when a list is served.</summary>
    public IReadOnlyList<IRow> Attachments() => Rows(people =>
        from person in people
        let sample = person.Sample
        select new AttachmentRow(
            sample.Id, person.Owner!.Value, sample.Applications.Count > 0 ? sample.Applications[0].Id : null,
            sample.FileName, "resume", "", sample.AppliedAt, person.UpdatedAt));

    public IReadOnlyList<IRow> Jobs() =>
    [
        .. _samples.Jobs.Select(job => new JobRow(
            job.Id, job.Title, "open", Confidential: false,
            Named(job.Department, _samples.Jobs.Select(j => j.Department)), Named(job.Location, _samples.Jobs.Select(j => j.Location)),
            job.Company is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["company"] = job.Company },
            job.OpenedAt, ClosedAt: null, job.OpenedAt, job.OpenedAt)),
    ];

    public IReadOnlyList<IRow> JobPosts() =>
    [
        .. _samples.Jobs.Select(job => new JobPostRow(
            job.Id, job.Id, job.Title, PostingHtml.Of(job.Text), new Place(job.Location ?? ""),
            Active: !_isHidden(job), Live: !_isHidden(job), job.OpenedAt, job.OpenedAt)),
    ];

    private List<IRow> Rows<T>(Func<List<Person>, IEnumerable<T>> select) where T : IRow
    {
        lock (_gate)
            return [.. select([.. _people.Values.Where(p => p.Owner is not null)]).Cast<IRow>()];
    }

    private int Count(Func<Person, bool> which)
    {
        lock (_gate)
            return _people.Values.Count(which);
    }

    private static Contact[] Contacts(string? value, string type) => string.IsNullOrEmpty(value) ? [] : [new Contact(value, type)];

    private static Named[] Named(string? name, IEnumerable<string?> all) =>
        name is null ? [] : [new Named(1 + all.Distinct().ToList().IndexOf(name), name)];

    private sealed class Person(SampleCandidate sample)
    {
        public SampleCandidate Sample { get; } = sample;
        public DateTimeOffset? ArrivedAt { get; set; }
        public DateTimeOffset UpdatedAt { get; set; }
        public bool Seen { get; set; }
        public bool Gone { get; set; }
        public long? MergedInto { get; set; }

        /// <summary>The candidate whose applications and files these are; null before arrival and after deletion.</summary>
        public long? Owner => ArrivedAt is null ? null : Gone ? MergedInto : Sample.Id;
    }
}
