using System.Net;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Rpc;

public sealed class EndpointMapperTests
{
    [Fact]
    public void The_question_and_the_answer_of_a_domain_controller_are_as_recorded()
    {
        var vector = Vectors.Cases("endpoint-map")[0];
        Assert.Equal(vector.Bytes("request"), EndpointMapper.Request(RpcInterface.DirectoryReplication));
        Assert.Equal(vector.Number("port"), EndpointMapper.ReadPort(vector.Bytes("result"), RpcInterface.DirectoryReplication).Value);
    }

    [Fact]
    public void The_port_of_another_interface_is_not_taken() =>
        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, EndpointMapper.ReadPort(Vectors.Cases("endpoint-map")[0].Bytes("result"), RpcInterface.EndpointMapper).Refusal.Error);

    [Fact]
    public void A_server_without_the_interface_says_so()
    {
        // Handle, no tower, an empty array, ept_s_not_registered.
        var stub = Convert.FromHexString(new string('0', 40) + "00000000" + "01000000" + "00000000" + "00000000" + "d6a0c916");
        var refusal = EndpointMapper.ReadPort(stub, RpcInterface.DirectoryReplication).Refusal;
        Assert.Equal(Catalogue.ActiveDirectory.RpcEndpointUnknown, refusal.Error);
        Assert.Contains("16C9A0D6", refusal.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_answers_are_survived() =>
        Mutations.Survive(Vectors.Cases("endpoint-map")[0].Bytes("result"), bytes => EndpointMapper.ReadPort(bytes, RpcInterface.DirectoryReplication));

    [Fact]
    public async Task The_port_is_found_over_the_wire()
    {
        var vector = Vectors.Cases("endpoint-map")[0];
        await using var server = new FakeRpcServer(null, (operation, stub) => operation == 3 && stub.AsSpan().SequenceEqual(vector.Bytes("request")) ? vector.Bytes("result") : []);
        var found = await EndpointMapper.FindPortAsync(new IPEndPoint(IPAddress.Loopback, server.Endpoint.Port), RpcInterface.DirectoryReplication, TestContext.Current.CancellationToken);
        Assert.Equal(vector.Number("port"), found.Value);
    }
}
