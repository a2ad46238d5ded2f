using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>The secrets that a program gives on standard input (<c>--secrets-from-stdin</c>), so that none stands in a command line, an environment or a file.</summary>
/// <param name="DomainPassword">Of <c>--domain-user</c>.</param>
/// <param name="ServerSecret">The Temporary Access Pass of <c>--admin</c>.</param>
/// <param name="Pin">Of the security key of <c>--admin</c>.</param>
internal sealed record GivenSecrets(string? DomainPassword = null, string? ServerSecret = null, string? Pin = null)
{
    public static GivenSecrets None { get; } = new();

    public static Result<GivenSecrets> ReadStandardInput() =>
        SecretFile.ReadText("-").TryGet(out var text, out var refusal) ? Parse(text) : refusal;

    /// <summary>Reads the object; a secret that is empty counts as none given by mistake.</summary>
    public static Result<GivenSecrets> Parse(string text)
    {
        try
        {
            // .NET Framework writes a byte order mark to the standard input of what it starts when its console is set to UTF-8.
            return JsonSerializer.Deserialize(text.TrimStart('\uFEFF'), ConnectJson.Default.GivenSecrets) is { DomainPassword: not "", ServerSecret: not "", Pin: not "" } secrets
                ? secrets
                : Catalogue.Connect.GivenSecretsMalformed;
        }
        catch (JsonException)
        {
            // Its message may quote the input.
            return Catalogue.Connect.GivenSecretsMalformed;
        }
    }

    /// <summary>The name of the type only.</summary>
    public override string ToString() => nameof(GivenSecrets);
}
