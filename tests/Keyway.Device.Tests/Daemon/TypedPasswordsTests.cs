using System.Text;
using Keyway.Device.Daemon.Passwords;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

public sealed class TypedPasswordsTests
{
    [Fact]
    public void Old_and_new_are_typed_and_wiped_afterwards()
    {
        var typed = TypedPasswords.Ask(Answers("old", "nëw", "nëw")).Value;
        var (current, fresh) = (typed.Current, typed.New);
        Assert.Equal(("old", "nëw"), (Encoding.UTF8.GetString(current), Encoding.UTF8.GetString(fresh)));

        typed.Dispose();

        Assert.All(current.Concat(fresh), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("123456", "123456", "123456")]
    [InlineData("old", "new", "newer")]
    [InlineData("old", "old", "new")]
    public void Whoever_answers_each_question_alike_or_mistypes_never_asks_the_domain(string current, string fresh, string again) =>
        Assert.Equal(Catalogue.Daemon.NewPasswordsUnusable, TypedPasswords.Ask(Answers(current, fresh, again)).Refusal.Error);

    [Theory]
    [InlineData("")]
    [InlineData("old", "")]
    [InlineData("old", "new", "")]
    public void Nothing_typed_ends_it_at_once(params string[] answers) => Assert.Equal(Catalogue.Daemon.NotAnswered, TypedPasswords.Ask(Answers(answers)).Refusal.Error);

    private static Func<string, Result<Secret>> Answers(params string[] answers)
    {
        var next = 0;
        return _ => new Secret(answers[next++].ToCharArray());
    }
}
