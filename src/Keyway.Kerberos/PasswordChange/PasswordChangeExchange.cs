using System.Net;
using System.Net.Sockets;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.PasswordChange;

/// <summary>
/// A person changes their own password in the domain, an expired one too (RFC 3244): a ticket for <c>kadmin/changepw</c> by the old password, then one
/// request to port 464 of a domain controller over TCP. Thread-safe.
/// </summary>
public sealed class PasswordChangeExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>The longest password that is sent, bytes of UTF-8: no domain takes a longer one.</summary>
    public const int LongestPassword = 1024;

    private const int Port = 464;

    // The frame counts in 16 bits.
    private const int LargestTicket = 60 * 1024;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromSeconds(15);
    private static readonly PrincipalName Service = PrincipalName.Service("kadmin/changepw");

    private readonly AsExchange _exchange = new(transport, time);

    /// <summary>Changes a password. The old one is shown to the domain once: a wrong one counts against the account's lock-out.</summary>
    /// <param name="realm">The person's realm.</param>
    /// <param name="client">By sAMAccountName, or by user principal name as an enterprise name.</param>
    /// <param name="oldPasswordUtf8">Not copied; the caller zeroes it.</param>
    /// <param name="newPasswordUtf8">Not kept; the caller zeroes it.</param>
    /// <param name="kdcs">Writable domain controllers of the realm, best first.</param>
    /// <returns>True; the domain's refusal of the old password (<see cref="Catalogue.Kdc"/>) or of the new one (<see cref="Catalogue.Kerberos.PasswordNotTaken"/>).</returns>
    public async Task<Result<bool>> ChangeAsync(
        string realm, PrincipalName client, ReadOnlyMemory<byte> oldPasswordUtf8, ReadOnlyMemory<byte> newPasswordUtf8, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        if (newPasswordUtf8.Length is 0 or > LongestPassword)
            return new Refusal(Catalogue.Kerberos.PasswordNotTaken, "empty, or longer than 1024 bytes");
        if (!(await _exchange.GetInitialTicketAsync(realm, client, Service, oldPasswordUtf8, kdcs, cancellationToken)).TryGet(out var ticket, out var refusal))
            return refusal;
        using (ticket)
        {
            if (ticket.SessionKey.Type == EncryptionType.Rc4Hmac)
                return new Refusal(Catalogue.Kerberos.EncryptionTypeUnsupported, $"the session key for {ticket.Server} is {ticket.SessionKey.Type}");
            if (ticket.Ticket.EncryptedPart.Cipher.Length > LargestTicket)
                return new Refusal(Catalogue.Kerberos.MessageTooLarge, $"a ticket of {ticket.Ticket.EncryptedPart.Cipher.Length} bytes");
            var failures = new List<string>();
            foreach (var kdc in kdcs)
            {
                using var socket = await ConnectAsync(kdc, failures, cancellationToken);
                if (socket is not null)
                    return await ChangeAsync(socket, ticket, newPasswordUtf8, cancellationToken);
            }

            return new Refusal(Catalogue.Kdc.Unreachable, string.Join("; ", failures));
        }
    }

    /// <summary>Asks once: whoever asks again without an answer may ask for a change that has happened.</summary>
    private async Task<Result<bool>> ChangeAsync(Socket socket, HeldTicket ticket, ReadOnlyMemory<byte> newPasswordUtf8, CancellationToken cancellationToken)
    {
        using var conversation = new PasswordChangeConversation(ticket, time.GetUtcNow());
        var local = ((IPEndPoint)socket.LocalEndPoint!).Address;
        var sender = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReplyLimit);
        try
        {
            return conversation.Read(await KdcTransport.ConverseAsync(socket, conversation.Request(newPasswordUtf8.Span, sender), limit.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Refusal(Catalogue.Kerberos.PasswordChangeRefused, $"no answer, so it may be changed or not: {failure.Message}");
        }
    }

    private static async Task<Socket?> ConnectAsync(KdcEndpoint kdc, List<string> failures, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        var socket = kdc.Address is { } known ? new Socket(known.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (kdc.Address is { } address ? socket.ConnectAsync(address, Port, limit.Token) : socket.ConnectAsync(kdc.Host, Port, limit.Token));
            return socket;
        }
        catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            failures.Add($"{kdc.Host}:{Port}: {failure.Message}");
            socket.Dispose();
            return null;
        }
    }
}
