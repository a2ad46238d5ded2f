using System.Diagnostics;
using System.Globalization;
using Keyway.Server.Accounts;
using Keyway.Server.Search;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Search;

/// <summary>Who is found among 100,000, and how fast: the times are printed.</summary>
public sealed class SearchSpeedTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const int People = 100_000;
    private const int Batch = 2000;
    private static readonly string[] Given = ["Ann", "Anna", "Bob", "Carla", "David", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Mallory", "Niaj", "Olivia", "Peggy", "Rupert", "Sybil", "Trent", "Victor", "Walter"];

    [Fact]
    public async Task The_right_people_are_found_among_a_hundred_thousand()
    {
        var writer = fixture.Server.Get<DurableWriter>();
        var now = fixture.Server.Clock.GetUtcNow();
        var watch = Stopwatch.StartNew();
        for (var start = 0; start < People; start += Batch)
        {
            var first = start;
            Assert.True((await writer.WriteAsync<int>(
                session =>
                {
                    for (var index = first; index < first + Batch; index++)
                    {
                        var (given, family) = (Given[index % Given.Length], $"Fam{index / Given.Length}");
                        DirectoryUsers.Insert(session, new DirectoryUser(
                            Guid.NewGuid(), $"{given}.{family}@contoso.com", $"{given} {family}", $"{given}.{family}@contoso.com", true, null, null, now, now, null, 1));
                    }

                    return Batch;
                },
                TestContext.Current.CancellationToken)).Succeeded);
        }

        Say($"{People:n0} people written in {watch.Elapsed.TotalSeconds:n1} s");
        var search = fixture.Server.Get<PeopleSearch>();
        foreach (var (text, found) in new[]
        {
            ("", 50), ("a", 50), ("fam", 50), ("ann", 50), ("ann fam", 50), ("fam4999", 20), ("ann fam4999", 2), ("nobody", 0), ("a b", 0), ("%", 0),
        })
        {
            search.Find(text, null, 50);
            var times = new List<double>();
            for (var round = 0; round < 11; round++)
            {
                watch.Restart();
                search.Find(text, null, 50);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            Say($"\"{text}\": {times[5]:n2} ms");
            Assert.Equal((text, found), (text, search.Find(text, null, 50).People.Count));
        }

        static void Say(FormattableString text) => TestContext.Current.TestOutputHelper!.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
