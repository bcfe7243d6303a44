/**
 * What run files have in common, given to the packing beforehand: a link to a small network is a third as long, and its code can be scanned from
 * the back of a room. It is part of what `#run=` means: with another dictionary a link needs another key.
 */
export const dictionary = new TextEncoder().encode(
  '"samples":"classes":"covariance":"kind":"csv","file":"target":["kind":"dataset","name":"iris"digits"wine"' +
    '"kind":"generator","name":"gaussian-quantiles"moons"circles"spirals"blobs"sine"xor"' +
    '"tanh"sigmoid"softmax"leaky-relu"gelu"he-normal"he-uniform"xavier-normal"zeros"' +
    '"categorical-cross-entropy"binary-cross-entropy"half-squared-error"huber"mae"' +
    '"momentum","beta":0.9,"adam","beta1":0.9,"beta2":0.999,"epsilon":1e-8,"rmsprop"adagrad"nesterov"' +
    '"branches":[{"number":1,"from":0,"step":0,"change":{"spec":{"parameters":[{"place":{"layer":1,"kind":"W","row":0,"col":0},"value":' +
    '"marks":[{"place":{"branch":0,"note":"' +
    '{"format":"retrograd-run","version":1,"seed":1,"data":{"kind":"inline","x":[[1,-0.5]],"y":[[1]]},' +
    '"split":{"train":1,"validation":0,"test":0},"shuffle":true,"preprocess":"none","augment":{"noise":0},"labelNoise":0,' +
    '"network":{"inputs":2,"layers":[{"units":3,"activation":"relu","initializer":"xavier-uniform","constant":0.1,' +
    '"biasInitializer":"usual","biasConstant":0.1,"normalization":"none","dropout":0,"residual":false},{"units":1,"activation":"linear",' +
    '"initializer":"xavier-uniform","constant":0.1,"biasInitializer":"usual","biasConstant":0.1,"normalization":"none","dropout":0,' +
    '"residual":false}]},"loss":"mse","classWeights":null,"reduction":"mean","batch":"full","optimizer":{"kind":"sgd","learningRate":0.1},' +
    '"schedule":{"kind":"constant","warmup":0},"stopping":null,"penalty":{"l1":0,"l2":0,"decay":0},"clipNorm":null,"clipValue":null,' +
    '"train":{"biases":true},"arithmetic":"standard","fault":"none","parameters":[{"W":[[-1,-0.5,1],[-1.5,1.5,1]],"b":[0.5,1,0]},' +
    '{"W":[[-1],[-1],[0.5]],"b":[0]}],"name":"","steps":20,"view":{"version":2,"place":{"branch":0,"step":0,"phase":"start","layer":0,' +
    '"unit":0,"part":0,"through":1},"follow":"batch","compared":[],"pace":{"granularity":"part","speed":1},"unitSurfaces":false,' +
    '"views":{"first":"plane","second":"loss","bottom":"scores","open":{"first":true,"second":true,"bottom":false}}}}',
);
