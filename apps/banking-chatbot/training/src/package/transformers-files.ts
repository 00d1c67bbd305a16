/** What makes the package a folder that transformers.js opens: `pipeline('text-classification', folder)`. */
import { MAX_TOKENS } from '@casebook/banking-chatbot-contract/understanding';

export interface BertShape {
  vocabulary: number;
  layers: number;
  hidden: number;
  heads: number;
  feedForward: number;
  maxPositions: number;
  tokenTypes: number;
}

/** config.json of a `BertForSequenceClassification` whose labels are the demo bank's intents. */
export const configJson = (shape: BertShape, labels: readonly string[]): string =>
  JSON.stringify({
    architectures: ['BertForSequenceClassification'],
    model_type: 'bert',
    problem_type: 'single_label_classification',
    id2label: Object.fromEntries(labels.map((label, i) => [i, label])),
    label2id: Object.fromEntries(labels.map((label, i) => [label, i])),
    vocab_size: shape.vocabulary,
    hidden_size: shape.hidden,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    intermediate_size: shape.feedForward,
    max_position_embeddings: shape.maxPositions,
    type_vocab_size: shape.tokenTypes,
    hidden_act: 'gelu',
    layer_norm_eps: 1e-12,
    pad_token_id: 0,
    // onnx/model_quantized.onnx is the only file: transformers.js shall not look for another precision
    'transformers.js_config': { dtype: 'q8' },
  });

export const tokenizerConfigJson = (): string =>
  JSON.stringify({
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: MAX_TOKENS,
    unk_token: '[UNK]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    mask_token: '[MASK]',
  });
