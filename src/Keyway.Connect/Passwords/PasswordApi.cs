using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Passwords;
using Keyway.Errors;

namespace Keyway.Connect.Passwords;

/// <summary>The server's side of password checks: <c>/passwordChecks/{domain}</c>. Id and key are drawn anew for each run of the program, so that nobody can open what was sealed to an earlier one.</summary>
internal sealed class PasswordApi : IDisposable
{
    private const int WaitSeconds = 45;
    private const int LongestName = 256;
    private const int LongestEnvelope = 4 * 1024;

    private readonly ServerSession _session;
    private readonly string _domain;
    private readonly string _hostName;
    private readonly string _keyInfo;

    public PasswordApi(ServerSession session, string domain, string hostName)
    {
        _session = session;
        _domain = domain;
        _hostName = hostName;
        _keyInfo = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>To which the server seals passwords.</summary>
    public ECDiffieHellman Key { get; } = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public Guid AgentId { get; } = Guid.NewGuid();

    /// <summary>The next check, or none when the wait was over.</summary>
    public async Task<Result<IReadOnlyList<PasswordCheck>>> NextAsync(CancellationToken cancellationToken)
    {
        var poll = new PasswordCheckPoll(AgentId, _hostName, _keyInfo, 1, WaitSeconds);
        var call = new ServerCall(HttpMethod.Post, Path("next"), Idempotent: false) { Body = JsonSerializer.SerializeToUtf8Bytes(poll, ContractsJson.Default.PasswordCheckPoll) };
        if (!(await _session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        return ContractsJson.TryRead(reply.Body, ContractsJson.Default.PasswordCheckList, out var list) && list.Checks.Count <= 1 && list.Checks.All(IsSound)
            ? list.Checks.ToArray()
            : new Refusal(Catalogue.Connect.ServerAnswerMalformed, "password check");
    }

    /// <summary>Sent again when the line breaks: a second one for the same check does nothing.</summary>
    public async Task<Result<ServerReply>> AnswerAsync(Guid check, string outcome, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Post, Path("answers"), Idempotent: true)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new PasswordCheckAnswer(AgentId, check, outcome), ContractsJson.Default.PasswordCheckAnswer),
        };
        if (!(await _session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? reply : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    public void Dispose() => Key.Dispose();

    private string Path(string verb) => ServerAddress.Path("passwordChecks", _domain, verb);

    private static bool IsSound(PasswordCheck? check) => check is { SamAccountName.Length: > 0 and <= LongestName, SealedPassword.Length: <= LongestEnvelope } && !check.SamAccountName.Any(char.IsControl);
}
