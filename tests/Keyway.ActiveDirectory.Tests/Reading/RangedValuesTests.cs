using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Reading;

public sealed class RangedValuesTests
{
    [Fact]
    public async Task Values_that_came_at_once_are_taken()
    {
        var values = await RangedValues.ReadAsync(Entry("member", "a", "b"), "member", _ => throw new InvalidOperationException("nothing is to be fetched"));

        Assert.Equal(["a", "b"], values.Value);
    }

    [Fact]
    public async Task The_rest_is_fetched_range_by_range()
    {
        var asked = new List<string>();
        var answers = new Queue<LdapEntry>([Entry("member;range=2-3", "c", "d"), Entry("member;range=4-*", "e")]);
        var values = await RangedValues.ReadAsync(Entry("member;Range=0-1", "a", "b"), "member", name =>
        {
            asked.Add(name);
            return Task.FromResult<Result<LdapEntry>>(answers.Dequeue());
        });

        Assert.Equal(["a", "b", "c", "d", "e"], values.Value);
        Assert.Equal(["member;range=2-*", "member;range=4-*"], asked);
    }

    [Fact]
    public async Task A_directory_that_gives_the_same_range_for_ever_is_refused()
    {
        var first = Entry("member;range=0-1", "a", "b");
        var values = await RangedValues.ReadAsync(first, "member", _ => Task.FromResult<Result<LdapEntry>>(first));

        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, values.Refusal.Error);
    }

    [Fact]
    public async Task Values_that_went_away_meanwhile_end_the_list()
    {
        var values = await RangedValues.ReadAsync(Entry("member;range=0-0", "a"), "member", _ => Task.FromResult<Result<LdapEntry>>(Entry("cn", "x")));

        Assert.Equal(["a"], values.Value);
    }

    [Fact]
    public async Task A_refusal_is_passed_on()
    {
        var values = await RangedValues.ReadAsync(Entry("member;range=0-0", "a"), "member", _ => Task.FromResult<Result<LdapEntry>>(Catalogue.ActiveDirectory.ConnectionLost));

        Assert.Equal(Catalogue.ActiveDirectory.ConnectionLost, values.Refusal.Error);
    }

    private static LdapEntry Entry(string name, params string[] values) => new(
        "CN=group", new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase) { [name] = [.. values.Select(Encoding.UTF8.GetBytes)] });
}
