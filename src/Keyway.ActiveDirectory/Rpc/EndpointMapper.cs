using System.Globalization;
using System.Net;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Asks a server on which TCP port it has an interface (ept_map, [C706] appendix O). Nothing protects the answer; the session at that port does that.</summary>
internal static class EndpointMapper
{
    /// <summary>The endpoint mapper's own port.</summary>
    public const int Port = 135;

    private const ushort Map = 3;
    private const int HandleLength = 20;

    /// <summary>The port; <c>KW1471</c> when the server names none.</summary>
    /// <param name="mapper">Where the endpoint mapper answers.</param>
    public static async Task<Result<int>> FindPortAsync(IPEndPoint mapper, RpcInterface service, CancellationToken cancellationToken)
    {
        if (!(await RpcClient.OpenAsync(mapper, RpcInterface.EndpointMapper, cancellationToken).ConfigureAwait(false)).TryGet(out var client, out var refusal))
            return refusal;
        using (client)
        {
            return (await client.CallAsync(Map, Request(service), cancellationToken).ConfigureAwait(false)).TryGet(out var stub, out refusal)
                ? ReadPort(stub, service)
                : refusal;
        }
    }

    internal static byte[] Request(RpcInterface service)
    {
        var tower = ProtocolTower.Encode(service);
        var writer = new StubWriter();
        writer.NullPointer();
        writer.Pointer();
        writer.UInt32((uint)tower.Length);
        writer.UInt32((uint)tower.Length);
        writer.Bytes(tower);
        writer.Align(4);
        writer.Zeros(HandleLength);
        writer.UInt32(1);
        return writer.ToArray();
    }

    /// <summary>The port in the first tower of the answer. An address in it is not looked at: the server is where we asked it.</summary>
    internal static Result<int> ReadPort(ReadOnlySpan<byte> stub, RpcInterface service)
    {
        var reader = new StubReader(stub);
        reader.Bytes(HandleLength);
        var towers = reader.UInt32();
        reader.UInt32();
        reader.Expect(0);
        reader.Expect(towers);
        if (reader.Failed)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "endpoint mapper");
        if (towers == 0)
            return new Refusal(Catalogue.ActiveDirectory.RpcEndpointUnknown, string.Create(CultureInfo.InvariantCulture, $"status 0x{reader.UInt32():X8}"));

        // One was asked for; the pointers stand before what they point to.
        if (towers != 1 || !reader.Pointer())
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "endpoint mapper: towers");
        reader.UInt32();
        var tower = reader.Bytes(reader.Count(reader.UInt32(), 1));
        return !reader.Failed && ProtocolTower.PortOf(tower, service) is { } port
            ? port
            : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "endpoint mapper: tower");
    }
}
