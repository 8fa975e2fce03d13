namespace ClearView.Judge;

/// <param name="Missing">What should have come out and did not.</param>
/// <param name="Doubled">What came out twice.</param>
/// <param name="Wrong">What came out and should not have, or differs between export and HR system.</param>
internal sealed record Verdict(
    int Candidates, int Scored, int Held, int Dead, int Notes, IReadOnlyList<string> Missing, IReadOnlyList<string> Doubled, IReadOnlyList<string> Wrong)
{
    public bool Ok => Missing.Count + Doubled.Count + Wrong.Count == 0;

    public static Verdict Of(Inputs inputs, IReadOnlyList<Note> notes, Export export)
    {
        var (missing, doubled, wrong) = (new List<string>(), new List<string>(), new List<string>());
        var (scored, held, dead) = (0, 0, 0);
        var markerOf = WrittenBack(export, doubled);
        var expectedNotes = new HashSet<Note>();

        doubled.AddRange(export.Candidates.GroupBy(c => c.SourceId, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"candidate {g.Key} exists {g.Count()} times"));
        doubled.AddRange(export.DeadLetters.GroupBy(l => l, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => "dead letter: " + g.Key));
        doubled.AddRange(notes.GroupBy(n => n.Marker, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"note {g.Key} was written {g.Count()} times"));
        wrong.AddRange(export.Candidates.Select(c => c.SourceId).Except(inputs.Candidates.Select(c => c.Id)).Select(id => $"candidate {id} never went in"));

        foreach (var candidate in inputs.Candidates)
        {
            if (export.Candidates.FirstOrDefault(c => c.SourceId == candidate.Id) is not { } found)
            {
                missing.Add($"candidate {candidate.Id}");
                continue;
            }

            var letters = export.DeadLetters.Where(l => l.StartsWith("anonymize ", StringComparison.Ordinal) && l.Contains(' ' + found.Id + ' ', StringComparison.Ordinal)).ToList();
            if (!candidate.Readable)
            {
                dead++;
                if (letters.Count == 0 || !letters[0].Contains(": ", StringComparison.Ordinal))
                    missing.Add($"the dead letter with its cause for candidate {candidate.Id}");
                if (found.Anonymous || found.Held || found.Matches.Count > 0)
                    wrong.Add($"candidate {candidate.Id} cannot be read and has results");
                continue;
            }

            if (letters.Count > 0)
                wrong.Add($"candidate {candidate.Id} can be read and is a dead letter");
            if (found.Held && !found.Anonymous)
            {
                held++;
                if (found.Matches.Count > 0)
                    wrong.Add($"candidate {candidate.Id} is held and was scored");
                continue;
            }

            scored++;
            Require(found.Anonymous, "the anonymous text");
            Require(found.Story, "the story");
            Require(found.Tips, "the tips");
            Require(found.Skills, "the skills");
            foreach (var (job, source) in export.JobSourceIds)
            {
                Require(found.Matches.ContainsKey(job), $"the score for job {source}");
                var applications = candidate.Applications.Where(a => a.Job == source).Select(a => a.Id).ToList();
                if (applications.Count == 0 || !found.Matches.TryGetValue(job, out var score))
                    continue;

                var written = notes.Where(n => n.Candidate == candidate.Id && applications.Contains(n.Application)).ToList();
                Require(written.Count > 0, $"the note for job {source}");
                if (written.Count > 1)
                    doubled.Add($"candidate {candidate.Id} has {written.Count} notes for job {source}");
                foreach (var note in written)
                {
                    expectedNotes.Add(note);
                    if (note.Marker != markerOf.GetValueOrDefault((found.Id, job)))
                        wrong.Add($"candidate {candidate.Id}, job {source}: note {note.Marker} is not the one that the export names");
                    if (note.Score != score)
                        wrong.Add($"candidate {candidate.Id}, job {source}: the note says {note.Score}, the export {score}");
                }
            }

            void Require(bool there, string what)
            {
                if (!there)
                    missing.Add($"candidate {candidate.Id}: {what}");
            }
        }

        missing.AddRange(inputs.Jobs.Except(export.JobSourceIds.Values).Select(job => $"job {job}"));
        wrong.AddRange(notes.Where(n => !expectedNotes.Contains(n)).Select(n => $"note {n.Marker} of candidate {n.Candidate}, application {n.Application}, belongs to no score"));
        return new Verdict(inputs.Candidates.Count, scored, held, dead, notes.Count, missing, doubled, wrong);
    }

    private static Dictionary<(string Candidate, string Job), string> WrittenBack(Export export, List<string> doubled)
    {
        var markers = new Dictionary<(string, string), string>();
        foreach (var parts in export.WrittenBack.Select(l => l.Split(' ')))
        {
            if (!markers.TryAdd((parts[1], parts[2]), parts[3]))
                doubled.Add($"candidate {parts[1]}, job {parts[2]} was written back twice");
        }

        return markers;
    }
}
