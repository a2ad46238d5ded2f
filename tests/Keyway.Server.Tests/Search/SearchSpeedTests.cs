using System.Diagnostics;
using System.Globalization;
using Keyway.Server.Accounts;
using Keyway.Server.Search;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Search;

/// <summary>How fast somebody is found among 100,000. It prints what it measured; the bound that it asserts is the promise of the pages, ten times what an idle machine needs.</summary>
public sealed class SearchSpeedTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const int People = 100_000;
    private const int Batch = 2000;
    private static readonly string[] Given = ["Ann", "Anna", "Bob", "Carla", "David", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Mallory", "Niaj", "Olivia", "Peggy", "Rupert", "Sybil", "Trent", "Victor", "Walter"];

    [Fact]
    public async Task Somebody_is_found_among_a_hundred_thousand_in_less_than_a_tenth_of_a_second()
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
        foreach (var text in new[] { "", "a", "fam", "ann", "ann fam", "fam4999", "ann fam4999", "walter.fam12", "olivia fam1 o", "nobody", "a b", "%" })
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
            Say($"\"{text}\": {times[5]:n2} ms, {search.Find(text, null, 50).People.Count} people");
            Assert.True(times[5] < 100, $"{text}: {times[5]} ms");
        }

        static void Say(FormattableString text) => TestContext.Current.TestOutputHelper!.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
