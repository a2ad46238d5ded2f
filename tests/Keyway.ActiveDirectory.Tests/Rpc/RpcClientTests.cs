using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Tests.Gss;

namespace Keyway.ActiveDirectory.Tests.Rpc;

/// <summary>What a client of RPC sends, and what it believes: the attacks are those of somebody in between, or of a server that is not one.</summary>
public sealed class RpcClientTests : IDisposable
{
    private readonly KerberosKey _key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(1800)]
    [InlineData(20_000)]
    public async Task Calls_of_any_size_go_there_and_back_sealed(int size)
    {
        var stub = RandomNumberGenerator.GetBytes(size);
        await using var server = new FakeRpcServer(_key, (operation, got) => operation == 3 ? got : []) { Piece = 999 };
        using var client = await OpenAsync(server);

        for (var call = 0; call < 3; call++)
            Assert.Equal(stub, (await client.CallAsync(3, stub, Cancellation)).Value);
        Assert.All(server.Received.Where(packet => packet.Type == RpcPacketType.Request), packet => Assert.InRange(packet.Body.Length + RpcPacket.CommonHeader + RpcPacket.SecurityTrailer + packet.Token.Length, 0, 2000));
    }

    [Fact]
    public async Task Nothing_that_is_called_can_be_read_on_the_wire()
    {
        var secret = "the name of an account"u8.ToArray();
        var wire = new List<byte>();
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, _) => { wire.AddRange(packet); return packet; } };
        using var client = await OpenAsync(server);
        await client.CallAsync(3, secret, Cancellation);

        Assert.Equal(-1, wire.ToArray().AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task A_server_from_which_the_flag_of_signed_headers_was_taken_is_refused()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, n) => n == 0 ? With(packet, 3, (byte)(RpcPacketFlags.First | RpcPacketFlags.Last)) : packet };

        Refused(Catalogue.ActiveDirectory.RpcBindRefused, await TryOpenAsync(server));
    }

    [Fact]
    public async Task A_server_that_takes_the_bind_without_proving_itself_is_refused()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got)
        {
            Tamper = (packet, _) => RpcPacket.Encode(RpcPacketType.BindAcknowledged, RpcPacketFlags.First | RpcPacketFlags.Last | RpcPacketFlags.SignsHeaders, 1, RpcPacket.Parse(packet).Value.Body, [], []),
        };

        Refused(Catalogue.ActiveDirectory.RpcBindRefused, await TryOpenAsync(server));
    }

    [Fact]
    public async Task A_server_with_another_key_is_refused()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, _) => With(packet, packet.Length - 1, (byte)(packet[^1] ^ 1)) };

        Refused(Catalogue.Kerberos.ServiceUnproven, await TryOpenAsync(server));
    }

    [Fact]
    public async Task A_response_without_protection_is_refused()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got)
        {
            Tamper = (packet, n) => n == 0 ? packet : RpcPacket.Encode(RpcPacketType.Response, RpcPacketFlags.First | RpcPacketFlags.Last, 2, new byte[40], [], []),
        };
        using var client = await OpenAsync(server);

        Refused(Catalogue.Kerberos.ProtectedMessageForged, await client.CallAsync(3, new byte[8], Cancellation));
    }

    [Fact]
    public async Task A_response_changed_at_any_byte_is_refused()
    {
        var at = 0;
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, n) => n == 0 ? packet : With(packet, at, (byte)(packet[at] ^ 0x04)) };

        // Not the fragment's length, which makes the client wait for more.
        for (at = 0; at < 24 + 16 + 8 + 76; at++)
        {
            if (at is 8 or 9)
                continue;
            using var client = await OpenAsync(server);
            Assert.False((await client.CallAsync(3, new byte[8], Cancellation)).Succeeded, $"byte {at}");
        }
    }

    [Fact]
    public async Task A_repeated_response_is_refused()
    {
        byte[]? first = null;
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, n) => n == 0 ? packet : first ??= packet };
        using var client = await OpenAsync(server);
        Assert.True((await client.CallAsync(3, new byte[8], Cancellation)).Succeeded);

        Assert.False((await client.CallAsync(3, new byte[8], Cancellation)).Succeeded);
    }

    [Fact]
    public async Task A_piece_left_out_of_a_response_is_noticed()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Piece = 64, Tamper = (packet, n) => n == 2 ? null : packet };
        using var client = await OpenAsync(server);

        Refused(Catalogue.Kerberos.ProtectedMessageForged, await client.CallAsync(3, new byte[300], Cancellation));
    }

    [Fact]
    public async Task A_response_that_never_ends_is_cut_off()
    {
        await using var server = new FakeRpcServer(_key, (_, _) => new byte[2 * 1024 * 1024]) { Piece = 4096 };
        using var client = await OpenAsync(server);

        Refused(Catalogue.ActiveDirectory.AnswerMalformed, await client.CallAsync(3, new byte[8], Cancellation));
    }

    [Fact]
    public async Task A_packet_that_promises_the_world_is_refused()
    {
        await using var server = new FakeRpcServer(null, (_, got) => got) { Tamper = (packet, _) => With(packet, 9, 0xFF) };

        Refused(Catalogue.ActiveDirectory.AnswerMalformed, await RpcClient.OpenAsync(server.Endpoint, RpcInterface.EndpointMapper, Cancellation));
    }

    [Theory]
    [InlineData(5u, 1461)]
    [InlineData(0x721u, 1472)]
    [InlineData(0x1C010003u, 1473)]
    public async Task A_fault_is_told_by_its_number(uint status, int number)
    {
        var body = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), status);
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (packet, n) => n == 0 ? packet : RpcPacket.Encode(RpcPacketType.Fault, RpcPacketFlags.First | RpcPacketFlags.Last, 2, body, [], []) };
        using var client = await OpenAsync(server);

        Assert.Equal(number, (await client.CallAsync(3, new byte[8], Cancellation)).Refusal.Error.Number);
    }

    [Fact]
    public async Task A_refused_bind_is_told()
    {
        await using var server = new FakeRpcServer(_key, (_, got) => got) { Tamper = (_, _) => RpcPacket.Encode(RpcPacketType.BindRefused, RpcPacketFlags.First | RpcPacketFlags.Last, 1, [8, 0, 0, 0], [], []) };

        Refused(Catalogue.ActiveDirectory.RpcBindRefused, await TryOpenAsync(server));
    }

    [Fact]
    public async Task Where_nobody_listens_the_refusal_says_so()
    {
        var nobody = new FakeRpcServer(null, (_, got) => got);
        var endpoint = nobody.Endpoint;
        await nobody.DisposeAsync();

        Refused(Catalogue.ActiveDirectory.Unreachable, await RpcClient.OpenAsync(endpoint, RpcInterface.EndpointMapper, Cancellation));
    }

    private static byte[] With(byte[] packet, int at, byte value)
    {
        var copy = packet.ToArray();
        copy[at] = value;
        return copy;
    }

    private static void Refused<T>(KeywayError error, Result<T> result)
        where T : notnull => Assert.Equal(error, result.Refusal.Error);

    private async Task<RpcClient> OpenAsync(FakeRpcServer server) => (await TryOpenAsync(server)).Value;

    private Task<Result<RpcClient>> TryOpenAsync(FakeRpcServer server) =>
        RpcClient.OpenSealedAsync(new IPEndPoint(server.Endpoint.Address, server.Endpoint.Port), RpcInterface.DirectoryReplication, ServiceSide.TicketWith(_key), TimeProvider.System, Cancellation);
}
