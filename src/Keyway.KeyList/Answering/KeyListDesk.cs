using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.KeyLists;
using Keyway.KeyList.Forwarding;

namespace Keyway.KeyList.Answering;

/// <summary>
/// Answers a request to the KDC. All but one kind passes through as it is; the exchange of a partial TGT with a key list goes to the domain controller untouched too, and
/// its answer gets the list put in. Whatever does not hold leaves the domain controller's answer as it is: the companion refuses nothing that the domain controller allows,
/// but a repeated authenticator.
/// </summary>
internal sealed class KeyListDesk(string realm, HeldKeys keys, DomainSecrets secrets, DomainForwarder forwarder, KdcErrors errors, ServiceLog log, TimeProvider time)
{
    // A client waits ten seconds, or less.
    private static readonly TimeSpan SecretLimit = TimeSpan.FromSeconds(5);

    private readonly SeenAuthenticators _seen = new(time);

    /// <summary>The request, when the companion has something to add to its answer; null for what passes through.</summary>
    public KeyListRequest? Recognise(ReadOnlyMemory<byte> message) => keys.BranchId is { } id ? KeyListRequest.Recognise(message, realm, id) : null;

    /// <summary>The answer to a request that <see cref="Recognise"/> gave; null when no domain controller answered.</summary>
    /// <param name="client">The client's address, for the log.</param>
    public async Task<byte[]?> AnswerAsync(KeyListRequest request, ReadOnlyMemory<byte> message, string client, CancellationToken cancellationToken)
    {
        if (!(await ProveAsync(request, cancellationToken)).TryGet(out var proven, out var refusal))
        {
            log.Refused("unproven", refusal, ("client", client));
            return await forwarder.StreamAsync(message, cancellationToken);
        }

        using (proven)
        {
            var digest = request.AuthenticatorDigest;
            var (kind, entry) = _seen.Claim(digest, message.Span);
            switch (kind)
            {
                case ClaimKind.Same:
                    return await entry!.Answer.WaitAsync(cancellationToken);
                case ClaimKind.Repeated:
                    log.Refused("repeated", new Refusal(Catalogue.KeyList.AuthenticatorRepeated), ("client", client), ("account", proven.Requestor.ToString()));
                    return errors.Repeated();
                case ClaimKind.Full:
                    log.Refused("full", new Refusal(Catalogue.KeyList.TooMany), ("client", client));
                    return await forwarder.StreamAsync(message, cancellationToken);
            }

            byte[]? answer = null;
            try
            {
                return answer = await ExchangeAsync(proven, message, client, cancellationToken);
            }
            finally
            {
                if (answer is null)
                    _seen.Release(digest);
                entry!.Give(answer);
            }
        }
    }

    private async Task<Result<ProvenKeyListRequest>> ProveAsync(KeyListRequest request, CancellationToken cancellationToken)
    {
        var key = keys.Find(request.TicketKeyVersion);
        if (key is null && await secrets.ReadKeysAgainAsync(cancellationToken))
            key = keys.Find(request.TicketKeyVersion);
        using (key)
            return key is null ? new Refusal(Catalogue.KeyList.KeyVersionUnknown, $"version {request.TicketKeyVersion}") : request.Prove(key, realm, time.GetUtcNow());
    }

    private async Task<byte[]?> ExchangeAsync(ProvenKeyListRequest proven, ReadOnlyMemory<byte> message, string client, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (await forwarder.StreamAsync(message, cancellationToken) is not { } reply)
            return null;
        var listed = await AddListAsync(proven, reply, cancellationToken);
        var taken = ("milliseconds", (System.Text.Json.Nodes.JsonNode?)(long)time.GetElapsedTime(start).TotalMilliseconds);
        if (listed.TryGet(out var answer, out var refusal))
        {
            log.Write("key-list", ("client", client), ("account", proven.Requestor.ToString()), taken);
            return answer;
        }

        log.Refused("no-key-list", refusal, ("client", client), ("account", proven.Requestor.ToString()), taken);
        return reply;
    }

    private async Task<Result<byte[]>> AddListAsync(ProvenKeyListRequest proven, byte[] reply, CancellationToken cancellationToken)
    {
        if (!proven.Open(reply).TryGet(out var opened, out var refusal))
            return refusal;
        using (opened)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(SecretLimit);
            try
            {
                if (!(await secrets.ReadNtHashAsync(proven.Requestor, limit.Token)).TryGet(out var hash, out refusal))
                    return refusal;
                try
                {
                    return opened.With(hash);
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(hash);
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Refusal(Catalogue.ActiveDirectory.OperationTimedOut, $"the NT hash in {SecretLimit.TotalSeconds:0} s");
            }
        }
    }
}
