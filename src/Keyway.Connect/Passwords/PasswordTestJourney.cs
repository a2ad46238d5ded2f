using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Connect.Passwords;

/// <summary><c>keyway-connect passwords test</c>: one password, checked here as an agent would check it; the identity server has no part in it.</summary>
internal sealed class PasswordTestJourney(DomainPasswords passwords, string user, byte[] password, StepLog steps)
{
    private const string Attempt = "check the password";

    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        using (passwords)
        {
            try
            {
                var prepared = await steps.RunAsync("Find the domain and sign in for the armour", () => passwords.PrepareAsync(cancellationToken), kdcs => string.Join(", ", kdcs));
                if (!prepared.TryGet(out _, out var refusal))
                    return Report.Of(new Failure(Attempt, refusal));
                var name = user.Contains('@', StringComparison.Ordinal) ? PrincipalName.Enterprise(user) : PrincipalName.User(user);
                var asked = await steps.RunAsync("Ask the domain", () => passwords.CheckAsync(name, password, cancellationToken), Words);
                return asked.TryGet(out var answer, out refusal) ? Tell(answer) : Report.Of(new Failure(Attempt, refusal));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(password);
            }
        }
    }

    private Report Tell(PasswordAnswer answer)
    {
        var outcome = PasswordWords.Of(answer.Verdict);
        var content = new JsonObject { ["user"] = user, ["verdict"] = outcome, ["fast"] = answer.Armoured };
        return answer.Verdict == PasswordVerdict.Right
            ? new Report([$"The password of {SafeText.Of(user)} is right."], content)
            : new Report([], content, new Failure(Attempt, new Refusal(Catalogue.ConnectPasswords.NotAccepted, answer.Detail is null ? outcome : $"{outcome}, {answer.Detail}")));
    }

    private static string Words(PasswordAnswer answer) => $"{PasswordWords.Of(answer.Verdict)}, {(answer.Armoured ? "inside FAST" : "without FAST: the domain controllers do not offer it")}";
}
